// empty
// Take properties from these nodes: those that are null in the map.
// vi: Bỏ các thuộc tính của những nút này: những thuộc tính trống trong bảng.
// params:  records: list<string>, properties: map
// returns: count
// mode:    write
UNWIND $records AS record
MATCH (n) WHERE elementId(n) = record
SET n += $properties
RETURN count(*) AS count
