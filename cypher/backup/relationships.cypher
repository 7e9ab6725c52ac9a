// relationships
// Which relationships go out from these nodes, by type?
// vi: Những quan hệ nào đi ra từ các nút này, theo loại?
// params:  nodes: list<string>
// returns: groups
// mode:    read
MATCH (a) WHERE elementId(a) IN $nodes
MATCH (a)-[r]->(b)
WITH type(r) AS type, collect([elementId(a), elementId(b), properties(r)]) AS edges
RETURN collect([type, edges]) AS groups
