// write_suggestions
// Keep the pairs that look alike; those decided stay as they are.
// vi: Ghi các cặp giống nhau; cặp đã quyết định thì giữ nguyên.
// params:  suggestions: list<map>, revision: integer, now: datetime
// returns: count
// mode:    write
UNWIND $suggestions AS row
MATCH (a:Person {key: row.one})
MATCH (b:Person {key: row.other})
WHERE NOT EXISTS { (a)-[:SAME_AS]-(b) }
MERGE (s:Suggestion {key: row.key})
ON CREATE SET s.state = 'open', s.found_at = $now
WITH s, a, b, row WHERE s.state = 'open'
SET s.score = row.score, s.reasons = row.reasons, s.searched = $revision
MERGE (s)-[:ABOUT]->(a)
MERGE (s)-[:ABOUT]->(b)
RETURN count(s) AS count
