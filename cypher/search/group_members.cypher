// group_members
// Who was in these groups on the day, whatever the shift?
// vi: Ai có mặt trong các nhóm này vào ngày đó, không kể ca?
// params:  groups: list<string>, day: date
// returns: members
// mode:    read
UNWIND $groups AS wanted
MATCH (g:Group {key: wanted})<-[:PART_OF*0..2]-(part:Group)<-[m:WORKS_IN|LIVES_IN|RIDES]-(p:Person)
WHERE m.retracted_at IS NULL AND (m.since IS NULL OR m.since <= $day) AND (m.until IS NULL OR m.until >= $day)
WITH p, m ORDER BY coalesce(m.since, date('0001-01-01')) DESC
WITH p, collect(m)[0] AS m
RETURN collect([p.key, p.name, m.since, m.until, m.shift, EXISTS { (p)-[:SAME_AS]-() }]) AS members
