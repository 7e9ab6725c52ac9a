// reopen
// Ask about two records again.
// vi: Hỏi lại về hai bản ghi.
// params:  key: string, people: list<string>, now: datetime
// returns: count
// mode:    write
MATCH (a:Person {key: $people[0]})
MATCH (b:Person {key: $people[1]})
MERGE (s:Suggestion {key: $key})
ON CREATE SET s.found_at = $now, s.reasons = []
SET s.state = 'open'
REMOVE s.decided_by, s.decided_at
MERGE (s)-[:ABOUT]->(a)
MERGE (s)-[:ABOUT]->(b)
RETURN count(s) AS count
