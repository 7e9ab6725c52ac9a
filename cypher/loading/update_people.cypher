// update_people
// Write what has changed about these people.
// vi: Ghi những thay đổi về những người này.
// params:  people: list<map>
// returns: count
// mode:    write
UNWIND $people AS row
MATCH (p:Person {key: row.key})
SET p += row.properties
RETURN count(p) AS count
