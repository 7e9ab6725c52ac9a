// list
// Which cases are registered?
// vi: Những ca bệnh nào đã được đăng ký?
// params:  keys: list<string>, disease: string, people: list<string>, skip: int, limit: int
// returns: total, cases
// mode:    read
MATCH (c:Case)-[:OF]->(p:Person)
WHERE ($keys IS NULL OR c.key IN $keys) AND ($disease IS NULL OR c.disease = $disease)
  AND ($people IS NULL OR p.key IN $people)
WITH c, p, coalesce(c.onset, c.sampled, c.confirmed) AS day ORDER BY day DESC, c.key
WITH collect(c {.key, .disease, .onset, .sampled, .confirmed, .isolated, .outcome, .retraction_reason, .registered_at,
  .retracted_at, .history, person: p.key}) AS cases
RETURN size(cases) AS total, cases[$skip..$skip + $limit] AS cases
