// met
// Whom did these people meet, by what was declared?
// vi: Những người này đã gặp ai, theo lời khai?
// params:  people: list<string>, known_at: datetime
// returns: meetings
// mode:    read
UNWIND $people AS key
MATCH (p:Person {key: key})-[m:MET]-(o:Person)
WHERE (m.retracted_at IS NULL OR m.retracted_at > $known_at) AND ($known_at IS NULL OR m.recorded_at <= $known_at)
RETURN collect([m.key, m.setting, m.since, m.until, p.key, o.key]) AS meetings
