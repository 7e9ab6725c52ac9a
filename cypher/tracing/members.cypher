// members
// Who was a member of each group on any of its days, in a shift that meets?
// vi: Ai là thành viên của từng nhóm vào những ngày đó, trong ca làm việc trùng nhau?
// params:  groups: list<map>, known_at: datetime
// returns: groups
// mode:    read
UNWIND $groups AS wanted
MATCH (g:Group {key: wanted.key})<-[:PART_OF*0..2]-(part:Group)<-[m:WORKS_IN|LIVES_IN|RIDES]-(p:Person)
WHERE (m.retracted_at IS NULL OR m.retracted_at > $known_at) AND ($known_at IS NULL OR m.recorded_at <= $known_at)
  AND (m.since IS NULL OR m.since <= wanted.last) AND (m.until IS NULL OR m.until >= wanted.first)
  AND (wanted.shifts IS NULL OR m.shift_key IS NULL OR m.shift_key IN wanted.shifts)
// Ends outside the days asked for are all alike: without them most members of a group are one entry.
WITH wanted, CASE WHEN m.since > wanted.first THEN m.since END AS since,
  CASE WHEN m.until < wanted.last THEN m.until END AS until, m.shift_key AS shift, collect(p.key) AS members,
  [x IN collect(CASE WHEN EXISTS { (p)-[:SAME_AS|WAS_SAME_AS]-() } OR EXISTS { (p)<-[:OF]-() } THEN p.key END) WHERE x IS NOT NULL] AS marked
WITH wanted, collect([since, until, shift, members]) AS spans, collect(marked) AS marked
RETURN collect({key: wanted.key, spans: spans, marked: reduce(all = [], some IN marked | all + some)}) AS groups
