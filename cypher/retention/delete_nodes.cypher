// delete_nodes
// Delete these nodes and what ties them.
// vi: Xóa các nút này cùng các quan hệ của chúng.
// params:  records: list<string>
// returns: count
// mode:    write
UNWIND $records AS record
MATCH (n) WHERE elementId(n) = record
DETACH DELETE n
RETURN count(*) AS count
