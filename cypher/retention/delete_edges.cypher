// delete_edges
// Delete these relationships.
// vi: Xóa các quan hệ này.
// params:  records: list<string>
// returns: count
// mode:    write
UNWIND $records AS record
MATCH ()-[m]->() WHERE elementId(m) = record
DELETE m
RETURN count(*) AS count
