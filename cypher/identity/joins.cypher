// joins
// Which records are joined, and who decided it?
// vi: Những bản ghi nào đã được xác định là một người, ai quyết định?
// params:  -
// returns: pairs
// mode:    read
OPTIONAL MATCH (a:Person)-[s:SAME_AS]->(b:Person)
WITH a, s, b WHERE s IS NOT NULL
RETURN collect({people: [a.key, b.key], decided_by: s.decided_by}) AS pairs
