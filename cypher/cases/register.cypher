// register
// Register a case of a person, or its dates anew.
// vi: Đăng ký một ca bệnh của một người, hoặc ghi lại các ngày của ca đó.
// params:  key: string, person: string, dates: map, disease: string, now: datetime
// returns: key
// mode:    write
MATCH (p:Person {key: $person})
MERGE (c:Case {key: $key})
ON CREATE SET c.registered_at = $now
SET c += $dates, c.disease = $disease, c.retracted_at = null, c.retraction_reason = null
MERGE (c)-[:OF]->(p)
RETURN c.key AS key
