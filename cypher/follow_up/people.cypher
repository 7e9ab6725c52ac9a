// people
// What is on file of these contacts: doses and events?
// vi: Hồ sơ của những người này: mũi tiêm, sự kiện?
// params:  people: list<string>, known_at: datetime
// returns: people
// mode:    read
UNWIND $people AS key
MATCH (p:Person {key: key})
RETURN collect([p.key, [p.dose_1_date, p.dose_2_date, p.dose_3_date],
  [(p)<-[:OF]-(e:Event)
    WHERE (e.retracted_at IS NULL OR e.retracted_at > $known_at) AND ($known_at IS NULL OR e.recorded_at <= $known_at)
    | [e.kind, e.since, e.until, e.result, e.place, e.key]]]) AS people
