// accept
// Join two records that a person found to be one.
// vi: Ghi nhận hai bản ghi là một người theo quyết định.
// params:  key: string, people: list<string>, by: string, now: datetime
// returns: count
// mode:    write
MATCH (a:Person {key: $people[0]})
MATCH (b:Person {key: $people[1]})
WITH CASE WHEN a:Worker THEN a ELSE b END AS one, CASE WHEN a:Worker THEN b ELSE a END AS other
MERGE (one)-[j:SAME_AS]-(other)
SET j.basis = 'decided', j.decided_by = $by, j.decided_at = $now
WITH j
OPTIONAL MATCH (s:Suggestion {key: $key})
DETACH DELETE s
RETURN count(j) AS count
