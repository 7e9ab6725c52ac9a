// firms
// What does the graph hold of these companies' workers?
// vi: Đồ thị đang có gì về công nhân của các công ty này?
// params:  companies: list<string>
// returns: workers
// mode:    read
UNWIND $companies AS company
MATCH (w:Worker {company: company})
RETURN collect({
  worker: properties(w),
  work: [(w)-[m:WORKS_IN]->(g:Group) WHERE m.retracted_at IS NULL
    | [elementId(m), g.key, m.since, m.until, m.shift, m.shift_key, m.position]],
  homes: [(w)-[m:LIVES_IN]->(g:Group) WHERE m.retracted_at IS NULL
    | [elementId(m), g.key, m.since, m.until, m.named_by]],
  rides: [(w)-[m:RIDES]->(g:Group) WHERE m.retracted_at IS NULL
    | [elementId(m), g.key, m.since, m.until, g.kind = 'bus']],
  same_as: [(w)-[s:SAME_AS]-(o:Person) | [o.key, s.basis]]
}) AS workers
