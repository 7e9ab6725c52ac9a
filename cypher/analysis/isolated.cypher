// isolated
// Who was, is or will be isolated on or after a day, since when and until when?
// vi: Ai được cách ly từ ngày này trở đi, từ ngày nào đến ngày nào?
// params:  since: date, known_at: datetime
// returns: isolations
// mode:    read
MATCH (e:Event {kind: 'isolation'})-[:OF]->(p:Person)
WHERE (e.retracted_at IS NULL OR e.retracted_at > $known_at) AND ($known_at IS NULL OR e.recorded_at <= $known_at)
  AND (e.until IS NULL OR e.until >= $since)
RETURN collect([p.key, e.since, e.until]) AS isolations
