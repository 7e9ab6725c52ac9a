// named
// Whom did these workers name as housemates, and where do those live?
// vi: Những công nhân này khai ở cùng ai, và những người đó ở đâu?
// params:  namers: list<string>
// returns: people
// mode:    read
UNWIND $namers AS namer
MATCH (p:Person)-[m:LIVES_IN]->(:Group) WHERE m.named_by = namer
WITH DISTINCT p, namer
WITH p, collect(namer) AS namers
RETURN collect({
  key: p.key, kind: CASE WHEN p:Worker THEN 'worker' ELSE 'cohabitant' END, name: p.name, company: p.company,
  birth_date: p.birth_date, birth_year: p.birth_year, citizen_id: p.citizen_id, phone: p.phone, namers: namers,
  same_as: [(p)-[:SAME_AS]-(o:Person) | o.key],
  apart: [(p)<-[:ABOUT]-(:Suggestion {state: 'rejected'})-[:ABOUT]->(o:Person) | o.key],
  homes: [(p)-[m:LIVES_IN]->(g:Group) WHERE m.retracted_at IS NULL
    | [elementId(m), g.key, m.since, m.until, m.named_by]]
}) AS people
