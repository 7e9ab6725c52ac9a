// shared_places
// In which rooms, houses and vehicles were workers of several firms in a period?
// vi: Những phòng, nhà, xe nào có công nhân của nhiều công ty trong khoảng thời gian này?
// params:  first: date, last: date, known_at: datetime
// returns: places
// mode:    read
MATCH (p:Worker)-[m:LIVES_IN|RIDES]->(part:Group)
WHERE (m.retracted_at IS NULL OR m.retracted_at > $known_at) AND ($known_at IS NULL OR m.recorded_at <= $known_at)
  AND (m.since IS NULL OR m.since <= $last) AND (m.until IS NULL OR m.until >= $first)
MATCH (part)-[:PART_OF*0..1]->(g:Group)
WHERE g.setting IN ['room', 'house', 'vehicle']
WITH g, p.company AS company, count(DISTINCT p) AS workers
WITH g, collect([company, workers]) AS firms
WHERE size(firms) > 1
RETURN collect([g.setting, g.key, g.name, firms]) AS places
