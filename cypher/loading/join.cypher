// join
// Note that these records are one person, unless somebody decided that they are not.
// vi: Ghi nhận các bản ghi này là cùng một người, trừ khi đã có quyết định khác.
// params:  pairs: list<map>, now: datetime
// returns: count
// mode:    write
UNWIND $pairs AS row
MATCH (a:Person {key: row.worker})
MATCH (b:Person {key: row.other})
WHERE NOT EXISTS { (a)<-[:ABOUT]-(:Suggestion {state: 'rejected'})-[:ABOUT]->(b) }
MERGE (a)-[s:SAME_AS]-(b)
ON CREATE SET s.basis = row.basis, s.decided_by = 'rule', s.decided_at = $now
RETURN count(s) AS count
