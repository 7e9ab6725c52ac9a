// update_positions
// Write where in the group these people work.
// vi: Ghi vị trí làm việc.
// params:  edges: list<map>
// returns: count
// mode:    write
UNWIND $edges AS row
MATCH ()-[m:WORKS_IN]->() WHERE elementId(m) = row.edge
SET m.position = row.position
RETURN count(m) AS count
