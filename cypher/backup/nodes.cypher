// nodes
// What do these nodes hold, by labels?
// vi: Các nút này chứa gì, theo nhãn?
// params:  nodes: list<string>
// returns: groups
// mode:    read
MATCH (n) WHERE elementId(n) IN $nodes
WITH labels(n) AS labels, collect([elementId(n), properties(n)]) AS nodes
RETURN collect([labels, nodes]) AS groups
