// events
// What happened to these people: isolation, tests, moves, lost to follow-up?
// vi: Những người này đã được cách ly, xét nghiệm, chuyển đi, mất dấu ra sao?
// params:  people: list<string>, kind: string, known_at: datetime
// returns: events
// mode:    read
UNWIND $people AS key
MATCH (p:Person {key: key})<-[:OF]-(e:Event)
WHERE ($kind IS NULL OR e.kind = $kind) AND (e.retracted_at IS NULL OR e.retracted_at > $known_at)
  AND ($known_at IS NULL OR e.recorded_at <= $known_at)
WITH p, e ORDER BY e.since, e.key
RETURN collect(e {.key, .kind, .since, .until, .result, .method, .place, .recorded_by, person: p.key}) AS events
