// part
// Take two records apart again, and remember that they were joined.
// vi: Tách lại hai bản ghi, vẫn lưu rằng trước đó là một người.
// params:  people: list<string>, now: datetime
// returns: count
// mode:    write
MATCH (a:Person {key: $people[0]})-[j:SAME_AS]-(b:Person {key: $people[1]})
CREATE (a)-[was:WAS_SAME_AS]->(b)
SET was = properties(j), was.retracted_at = $now
DELETE j
RETURN count(was) AS count
