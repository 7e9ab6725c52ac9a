// companies
// How complete and how old is what each company sent, and what is still to be mended in it?
// vi: Dữ liệu của từng công ty đầy đủ và mới đến đâu, còn gì phải sửa?
// params:  companies: list<string>, day: date
// returns: companies
// mode:    read
MATCH (c:Company:Group) WHERE $companies IS NULL OR c.key IN $companies
CALL (c) {
  MATCH (w:Worker {company: c.key})
  WITH w, [(w)-[m:WORKS_IN|LIVES_IN|RIDES]->(g:Group) WHERE m.retracted_at IS NULL AND g.implied IS NULL
    AND (m.since IS NULL OR m.since <= $day) AND (m.until IS NULL OR m.until >= $day) | g.setting] AS settings
  WHERE any(setting IN settings WHERE setting IN ['company', 'workshop', 'team'])
  RETURN count(w) AS workers, {
    birth_date: count(w.birth_date),
    citizen_id: count(w.citizen_id),
    phone: count(w.phone),
    workshop: count(CASE WHEN 'workshop' IN settings OR 'team' IN settings THEN 1 END),
    team: count(CASE WHEN 'team' IN settings THEN 1 END),
    residence: count(CASE WHEN any(setting IN settings WHERE setting IN ['room', 'house', 'village']) THEN 1 END),
    room: count(CASE WHEN any(setting IN settings WHERE setting IN ['room', 'house']) THEN 1 END),
    vehicle: count(CASE WHEN w.travel IS NOT NULL OR 'vehicle' IN settings THEN 1 END),
    vaccination: count(coalesce(w.dose_1_date, w.dose_1_vaccine))
  } AS known
}
CALL (c) {
  MATCH (i:Import {company: c.key, mode: 'apply'})
  WITH i ORDER BY i.started_at DESC, i.key DESC
  RETURN collect(i {.file, .as_of, .state, .partial, .errors, .warnings}) AS runs
}
WITH c, workers, known, runs ORDER BY c.key
RETURN collect({key: c.key, name: c.name, tax_code: c.tax_code, last_import: c.last_as_of,
  workers: workers, known: known, runs: runs}) AS companies
