// all_nodes
// Which nodes are there, but for the mark of a restore?
// vi: Có những nút nào, trừ dấu của lần khôi phục?
// params:  -
// returns: nodes
// mode:    read
MATCH (n) WHERE NOT n:Restore
RETURN collect(elementId(n)) AS nodes
