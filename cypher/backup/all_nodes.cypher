// all_nodes
// Which nodes are there, but for the mark of a restore, and which of them hold long texts?
// vi: Có những nút nào, trừ dấu của lần khôi phục, và nút nào chứa văn bản dài?
// params:  -
// returns: nodes, long
// mode:    read
MATCH (n) WHERE NOT n:Restore
WITH elementId(n) AS node, n:Import OR n:IssuedList AS long
RETURN collect(CASE WHEN long THEN null ELSE node END) AS nodes, collect(CASE WHEN long THEN node END) AS long
