// create_workers
// Write new workers.
// vi: Ghi công nhân mới.
// params:  people: list<map>
// returns: count
// mode:    write
UNWIND $people AS row
CREATE (p:Person:Worker)
SET p = row
RETURN count(p) AS count
