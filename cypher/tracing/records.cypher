// records
// Which records and which cases are those of the same people?
// vi: Những bản ghi và ca bệnh nào là của cùng những người này?
// params:  people: list<string>
// returns: people
// mode:    read
UNWIND $people AS key
MATCH (p:Person {key: key})
OPTIONAL MATCH (p)-[:SAME_AS]-(other:Person)
WITH p, collect(DISTINCT other.key) AS same
OPTIONAL MATCH (p)<-[:OF]-(c:Case) WHERE c.retracted_at IS NULL
WITH p, same, collect(c {.key, .disease, .onset, .sampled, .confirmed, .isolated}) AS cases
RETURN collect({key: p.key, same: same, cases: cases}) AS people
