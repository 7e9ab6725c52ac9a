// population
// How many people had work, a home or a vehicle on any day of a period, at these companies or at all?
// vi: Trong khoảng thời gian này có bao nhiêu người làm việc, cư trú, đi xe (ở các công ty này hay tất cả)?
// params:  companies: list<string>, kinds: list<string>, first: date, last: date, known_at: datetime
// returns: records, joined
// mode:    read
MATCH (p:Person)
WHERE ($companies IS NULL OR p.company IN $companies)
  AND EXISTS { (p)-[m:WORKS_IN|LIVES_IN|RIDES]->(:Group)
    WHERE type(m) IN $kinds
      AND (m.retracted_at IS NULL OR m.retracted_at > $known_at) AND ($known_at IS NULL OR m.recorded_at <= $known_at)
      AND (m.since IS NULL OR m.since <= $last) AND (m.until IS NULL OR m.until >= $first) }
RETURN count(p) AS records, collect(CASE WHEN EXISTS { (p)-[:SAME_AS|WAS_SAME_AS]-() } THEN p.key END) AS joined
