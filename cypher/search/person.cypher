// person
// What is known of this person's records: memberships, doses, cases, joined records?
// vi: Biết gì về người này: nơi làm, nơi ở, xe, mũi tiêm, ca bệnh, các bản ghi là cùng một người?
// params:  people: list<string>, companies: list<string>
// returns: records
// mode:    read
UNWIND $people AS key
MATCH (p:Person {key: key})
WHERE $companies IS NULL OR p.company IN $companies OR EXISTS {
  MATCH (p)-[m:LIVES_IN]->() WHERE p:Cohabitant AND m.retracted_at IS NULL MATCH (n:Person {key: m.named_by}) WHERE n.company IN $companies
}
CALL (p) {
  OPTIONAL MATCH (p)-[m:WORKS_IN|LIVES_IN|RIDES]->(g:Group) WHERE m.retracted_at IS NULL
    // A home that another firm's worker named is that firm's word.
    AND ($companies IS NULL OR m.named_by IS NULL OR EXISTS {
      MATCH (n:Person {key: m.named_by}) WHERE n.company IN $companies
    })
  WITH m, g WHERE m IS NOT NULL
  RETURN collect({setting: g.setting, group: {key: g.key, name: g.name, implied: g.implied}, since: m.since, until: m.until, shift: m.shift,
    import: m.import, file: head(COLLECT { MATCH (i:Import {key: m.import}) RETURN i.file }), sheet: m.sheet, row: m.row}) AS memberships
}
CALL (p) {
  OPTIONAL MATCH (p)<-[:OF]-(c:Case) WHERE c.retracted_at IS NULL
  WITH c WHERE c IS NOT NULL ORDER BY c.key
  RETURN collect(c {.key, .disease, .onset, .sampled, .confirmed, .isolated}) AS cases
}
CALL (p) {
  OPTIONAL MATCH (p)-[s:SAME_AS]-(o:Person)
  WITH s, o WHERE o IS NOT NULL ORDER BY o.key
  RETURN collect(DISTINCT {key: o.key, basis: s.basis}) AS same_as
}
RETURN collect({record: p.key, memberships: memberships, cases: cases, same_as: same_as, doses: [
  {dose: 1, date: p.dose_1_date, vaccine: p.dose_1_vaccine}, {dose: 2, date: p.dose_2_date, vaccine: p.dose_2_vaccine},
  {dose: 3, date: p.dose_3_date, vaccine: p.dose_3_vaccine}]}) AS records
