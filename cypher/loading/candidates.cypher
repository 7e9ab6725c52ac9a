// candidates
// Who has one of these citizen IDs or phones, or lives in one of these rooms on the day or later?
// vi: Ai có một trong các số giấy tờ hoặc số điện thoại này, hoặc đang ở một trong các phòng này?
// params:  citizen_ids: list<string>, phones: list<string>, rooms: list<string>, day: date
// returns: people
// mode:    read
CALL () {
  UNWIND $citizen_ids AS citizen_id MATCH (p:Person {citizen_id: citizen_id}) RETURN p
  UNION
  UNWIND $phones AS phone MATCH (p:Person {phone: phone}) RETURN p
  UNION
  UNWIND $rooms AS room MATCH (:Group {key: room})<-[m:LIVES_IN]-(p:Person)
  WHERE m.retracted_at IS NULL AND (m.until IS NULL OR m.until >= $day)
  RETURN p
}
RETURN collect({
  key: p.key, kind: CASE WHEN p:Worker THEN 'worker' ELSE 'cohabitant' END, name: p.name, company: p.company,
  birth_date: p.birth_date, birth_year: p.birth_year, citizen_id: p.citizen_id, phone: p.phone,
  same_as: [(p)-[:SAME_AS]-(o:Person) | o.key],
  apart: [(p)<-[:ABOUT]-(:Suggestion {state: 'rejected'})-[:ABOUT]->(o:Person) | o.key],
  homes: [(p)-[m:LIVES_IN]->(g:Group) WHERE m.retracted_at IS NULL
    | [elementId(m), g.key, m.since, m.until, m.named_by]]
}) AS people
