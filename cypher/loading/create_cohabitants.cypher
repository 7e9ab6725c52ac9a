// create_cohabitants
// Write new cohabitants.
// vi: Ghi người ở cùng mới.
// params:  people: list<map>
// returns: count
// mode:    write
UNWIND $people AS row
CREATE (p:Person:Cohabitant)
SET p = row
RETURN count(p) AS count
