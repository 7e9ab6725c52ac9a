// exposed
// How many people were members of each of these groups on any day of a period?
// vi: Trong khoảng thời gian này, mỗi nhóm có bao nhiêu người?
// params:  groups: list<string>, companies: list<string>, first: date, last: date, known_at: datetime
// returns: groups
// mode:    read
UNWIND $groups AS key
MATCH (g:Group {key: key})<-[:PART_OF*0..2]-(:Group)<-[m:WORKS_IN|LIVES_IN|RIDES]-(p:Person)
WHERE ($companies IS NULL OR p.company IN $companies)
  AND (m.retracted_at IS NULL OR m.retracted_at > $known_at) AND ($known_at IS NULL OR m.recorded_at <= $known_at)
  AND (m.since IS NULL OR m.since <= $last) AND (m.until IS NULL OR m.until >= $first)
WITH DISTINCT key, p
// Which records are one person whoever asks knows from analysis/joins.
WITH key, count(p) AS records,
  collect(CASE WHEN EXISTS { (p)-[:SAME_AS|WAS_SAME_AS]-() } THEN p.key END) AS joined
RETURN collect([key, records, joined]) AS groups
