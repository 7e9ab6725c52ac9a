// companies_on
// Whose people are these: on which rosters do they stand, or whose workers named them as housemates?
// vi: Những người này là của công ty nào: có trong danh sách, hoặc được công nhân của công ty khai ở cùng?
// params:  people: list<string>
// returns: companies
// mode:    read
UNWIND $people AS key
MATCH (p:Person {key: key})
OPTIONAL MATCH (p)-[m:LIVES_IN]->() WHERE p:Cohabitant AND m.retracted_at IS NULL AND m.named_by IS NOT NULL
OPTIONAL MATCH (n:Person {key: m.named_by})
WITH DISTINCT coalesce(p.company, n.company) AS company WHERE company IS NOT NULL ORDER BY company
RETURN collect(company) AS companies
