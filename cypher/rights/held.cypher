// held
// What does the graph hold of these records, each fact with where it came from?
// vi: Đồ thị giữ gì về những bản ghi này, mỗi điều từ đâu?
// params:  people: list<string>
// returns: records
// mode:    read
UNWIND $people AS key
MATCH (p:Person {key: key})
RETURN collect({
  properties: properties(p), kind: CASE WHEN p:Worker THEN 'worker' ELSE 'cohabitant' END,
  memberships: [(p)-[m:WORKS_IN|LIVES_IN|RIDES]->(g:Group) | {type: type(m), group: g.key, name: g.name,
    setting: g.setting, fact: properties(m),
    source: COLLECT { MATCH (i:Import {key: m.import}) RETURN i {.key, .file, .as_of, .started_at} }}],
  cases: [(p)<-[:OF]-(c:Case) | properties(c)],
  events: [(p)<-[:OF]-(e:Event) | properties(e)],
  meetings: [(p)-[m:MET]-(:Person) | properties(m)],
  joins: [(p)-[s:SAME_AS|WAS_SAME_AS]-(o:Person) | {type: type(s), other: o.key, fact: properties(s)}],
  suggestions: COUNT { (p)<-[:ABOUT]-(:Suggestion) },
  housemates: COUNT { (p)-[m:LIVES_IN]->(g)<-[n:LIVES_IN]-(o:Person) WHERE o <> p AND g.setting = 'room'
    AND m.retracted_at IS NULL AND m.until IS NULL AND n.retracted_at IS NULL AND n.until IS NULL }}) AS records
