// memberships
// Which groups were these people members of, and on which days?
// vi: Những người này thuộc các nhóm nào, vào những ngày nào?
// params:  people: list<string>, known_at: datetime
// returns: groups
// mode:    read
UNWIND $people AS key
MATCH (p:Person {key: key})-[m:WORKS_IN|LIVES_IN|RIDES]->(g:Group)
WHERE (m.retracted_at IS NULL OR m.retracted_at > $known_at) AND ($known_at IS NULL OR m.recorded_at <= $known_at)
WITH g, m.since AS since, m.until AS until, m.shift_key AS shift, collect(p.key) AS members
WITH g, collect([since, until, shift, members]) AS spans
OPTIONAL MATCH (g)-[:PART_OF]->(larger:Group)
OPTIONAL MATCH (larger)-[:PART_OF]->(largest:Group)
RETURN collect({key: g.key, setting: g.setting, larger: larger.key, larger_setting: larger.setting,
  largest: largest.key, largest_setting: largest.setting, spans: spans}) AS groups
