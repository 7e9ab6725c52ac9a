// create_nodes
// Create nodes of these labels; none where another run has taken over.
// vi: Tạo các nút với các nhãn này; không tạo nếu lần khác đã tiếp quản.
// params:  run: string, labels: list<string>, rows: list<map>
// returns: nodes
// mode:    write
MATCH (m:Restore {key: $run})
SET m.key = m.key
WITH m
UNWIND $rows AS row
CREATE (n:$($labels))
SET n = row
RETURN collect(elementId(n)) AS nodes
