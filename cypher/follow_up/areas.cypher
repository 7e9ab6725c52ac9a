// areas
// In which village or commune do these people live on the day?
// vi: Những người này ở thôn, xã nào vào ngày đó?
// params:  people: list<string>, day: date, known_at: datetime
// returns: people
// mode:    read
UNWIND $people AS key
MATCH (p:Person {key: key})-[m:LIVES_IN]->(:Residence)-[:PART_OF*0..2]->(v:Residence {kind: 'village'})
WHERE (m.retracted_at IS NULL OR m.retracted_at > $known_at) AND ($known_at IS NULL OR m.recorded_at <= $known_at)
  AND (m.since IS NULL OR m.since <= $day) AND (m.until IS NULL OR m.until >= $day)
WITH p.key AS person, v ORDER BY v.key
WITH person, head(collect(v.name)) AS area
WITH area, collect(person) AS members
RETURN collect([area, members]) AS people
