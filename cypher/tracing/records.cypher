// records
// Which records and which cases are those of the same people?
// vi: Những bản ghi và ca bệnh nào là của cùng những người này?
// params:  people: list<string>
// returns: people
// mode:    read
UNWIND $people AS key
MATCH (:Person {key: key})-[:SAME_AS*0..1]-(p:Person)
WITH DISTINCT p
OPTIONAL MATCH (p)<-[:OF]-(c:Case) WHERE c.retracted_at IS NULL
WITH p, collect(c {.key, .disease, .onset, .sampled, .confirmed, .isolated}) AS cases
RETURN collect({key: p.key, same: [(p)-[:SAME_AS]-(o:Person) | o.key], cases: cases}) AS people
