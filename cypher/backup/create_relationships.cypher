// create_relationships
// Create relationships of this type; none where another run has taken over.
// vi: Tạo các quan hệ loại này; không tạo nếu lần khác đã tiếp quản.
// params:  run: string, type: string, rows: list<list>
// returns: count
// mode:    write
MATCH (m:Restore {key: $run})
SET m.key = m.key
WITH m
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row[0]
MATCH (b) WHERE elementId(b) = row[1]
CREATE (a)-[r:$($type)]->(b)
SET r = row[2]
RETURN count(r) AS count
