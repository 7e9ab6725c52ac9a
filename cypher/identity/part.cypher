// part
// Take two records apart again.
// vi: Tách lại hai bản ghi.
// params:  people: list<string>
// returns: count
// mode:    write
MATCH (:Person {key: $people[0]})-[j:SAME_AS]-(:Person {key: $people[1]})
DELETE j
RETURN count(j) AS count
