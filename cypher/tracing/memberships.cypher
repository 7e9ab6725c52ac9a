// memberships
// Which groups were these people members of, whom did they meet, and on which days?
// vi: Những người này thuộc các nhóm nào, đã gặp ai, vào những ngày nào?
// params:  people: list<string>, first: date, last: date, known_at: datetime
// returns: groups, meetings
// mode:    read
CALL () {
  UNWIND $people AS key
  MATCH (p:Person {key: key})-[m:WORKS_IN|LIVES_IN|RIDES]->(g:Group)
  WHERE (m.retracted_at IS NULL OR m.retracted_at > $known_at) AND ($known_at IS NULL OR m.recorded_at <= $known_at)
    AND ($last IS NULL OR m.since IS NULL OR m.since <= $last) AND ($first IS NULL OR m.until IS NULL OR m.until >= $first)
  // Ends outside the days asked for are all alike: without them most members of a group are one entry.
  WITH g, CASE WHEN m.since <= $first THEN null ELSE m.since END AS since,
    CASE WHEN m.until >= $last THEN null ELSE m.until END AS until, m.shift_key AS shift, collect(p.key) AS members
  WITH g, collect([since, until, shift, members]) AS spans
  OPTIONAL MATCH (g)-[:PART_OF]->(larger:Group)
  OPTIONAL MATCH (larger)-[:PART_OF]->(largest:Group)
  RETURN collect({key: g.key, setting: g.setting, larger: larger.key, larger_setting: larger.setting,
    largest: largest.key, largest_setting: largest.setting, spans: spans}) AS groups
}
CALL () {
  UNWIND $people AS key
  MATCH (p:Person {key: key})-[m:MET]-(o:Person)
  WHERE (m.retracted_at IS NULL OR m.retracted_at > $known_at) AND ($known_at IS NULL OR m.recorded_at <= $known_at)
  RETURN collect([m.key, m.setting, m.since, m.until, p.key, o.key]) AS meetings
}
RETURN groups, meetings
