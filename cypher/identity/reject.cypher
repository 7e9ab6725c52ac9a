// reject
// Keep two records apart for good.
// vi: Ghi nhận hai bản ghi là hai người khác nhau.
// params:  key: string, people: list<string>, by: string, now: datetime
// returns: count
// mode:    write
MATCH (a:Person {key: $people[0]})
MATCH (b:Person {key: $people[1]})
MERGE (s:Suggestion {key: $key})
ON CREATE SET s.found_at = $now, s.reasons = []
SET s.state = 'rejected', s.decided_by = $by, s.decided_at = $now
MERGE (s)-[:ABOUT]->(a)
MERGE (s)-[:ABOUT]->(b)
RETURN count(s) AS count
