// records
// By what can these records be told apart?
// vi: Dựa vào đâu để phân biệt các bản ghi này?
// params:  people: list<string>
// returns: records
// mode:    read
UNWIND $people AS key
MATCH (p:Person {key: key})
RETURN collect({
  key: p.key, kind: CASE WHEN p:Worker THEN 'worker' ELSE 'cohabitant' END, folded_name: p.folded_name,
  company: p.company, birth_date: p.birth_date, birth_year: p.birth_year, sex: p.sex, citizen_id: p.citizen_id,
  phone: p.phone,
  namers: [(p)-[m:LIVES_IN]->() WHERE m.named_by IS NOT NULL AND m.retracted_at IS NULL | m.named_by]
}) AS records
