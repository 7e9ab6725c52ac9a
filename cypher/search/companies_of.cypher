// companies_of
// Of which companies are these people: whose roster holds the row, or whose workers named the housemate?
// vi: Những người này thuộc công ty nào: công ty có tên trong danh sách, hoặc công ty của người khai ở cùng?
// params:  people: list<string>
// returns: people
// mode:    read
UNWIND $people AS key
MATCH (p:Person {key: key})
OPTIONAL MATCH (p)-[m:LIVES_IN]->(:Residence) WHERE m.retracted_at IS NULL AND m.named_by IS NOT NULL
OPTIONAL MATCH (n:Person {key: m.named_by})
WITH p, n.company AS named ORDER BY named
WITH p, collect(DISTINCT named) AS named ORDER BY p.key
RETURN collect([p.key, CASE WHEN p:Worker THEN [p.company] ELSE named END]) AS people
