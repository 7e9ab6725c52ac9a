// register
// Register a case of a person.
// vi: Đăng ký một ca bệnh của một người.
// params:  key: string, person: string, properties: map
// returns: key
// mode:    write
MATCH (p:Person {key: $person})
CREATE (c:Case {key: $key})-[:OF]->(p)
SET c += $properties
RETURN c.key AS key
