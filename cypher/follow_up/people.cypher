// people
// What is known of these contacts' follow-up: doses, events, the village they live in on the day?
// vi: Việc theo dõi những người này: mũi tiêm, sự kiện, thôn đang ở vào ngày đó?
// params:  people: list<string>, day: date, known_at: datetime
// returns: people
// mode:    read
UNWIND $people AS key
MATCH (p:Person {key: key})
CALL (p) {
  OPTIONAL MATCH (p)<-[:OF]-(e:Event)
  WHERE (e.retracted_at IS NULL OR e.retracted_at > $known_at) AND ($known_at IS NULL OR e.recorded_at <= $known_at)
  WITH e WHERE e IS NOT NULL ORDER BY e.since, e.key
  RETURN collect([e.kind, e.since, e.until, e.result, e.place]) AS events
}
CALL (p) {
  OPTIONAL MATCH (p)-[m:LIVES_IN]->(:Residence)-[:PART_OF*0..2]->(v:Residence {kind: 'village'})
  WHERE (m.retracted_at IS NULL OR m.retracted_at > $known_at) AND ($known_at IS NULL OR m.recorded_at <= $known_at)
    AND (m.since IS NULL OR m.since <= $day) AND (m.until IS NULL OR m.until >= $day)
  RETURN v.name AS area ORDER BY v.key LIMIT 1
}
RETURN collect([p.key, [p.dose_1_date, p.dose_2_date, p.dose_3_date], events, area]) AS people
