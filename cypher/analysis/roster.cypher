// roster
// Who was a member of these groups (null: of all), and who met whom, on any day of a period?
// vi: Ai là thành viên của các nhóm này (null: mọi nhóm), và ai đã gặp ai, trong khoảng thời gian này?
// params:  groups: list<string>, first: date, last: date, known_at: datetime
// returns: groups, meetings
// mode:    read
CALL () {
  MATCH (g:Group) WHERE g.setting <> 'village' AND ($groups IS NULL OR g.key IN $groups)
  MATCH (g)<-[m:WORKS_IN|LIVES_IN|RIDES]-(p:Person)
  WHERE (m.retracted_at IS NULL OR m.retracted_at > $known_at) AND ($known_at IS NULL OR m.recorded_at <= $known_at)
    AND ($last IS NULL OR m.since IS NULL OR m.since <= $last) AND (m.until IS NULL OR m.until >= $first)
  // Ends outside the period are all alike: without them most members of a group are one entry.
  WITH g, CASE WHEN m.since > $first THEN m.since END AS since,
    CASE WHEN m.until < $last OR $last IS NULL THEN m.until END AS until, m.shift_key AS shift, collect(p.key) AS members
  WITH g, collect([since, until, shift, members]) AS spans
  OPTIONAL MATCH (g)-[:PART_OF]->(larger:Group)
  OPTIONAL MATCH (larger)-[:PART_OF]->(largest:Group)
  RETURN collect({key: g.key, setting: g.setting, larger: larger.key, larger_setting: larger.setting,
    largest: largest.key, largest_setting: largest.setting, spans: spans}) AS groups
}
CALL () {
  MATCH (p:Person)-[m:MET]->(o:Person)
  WHERE (m.retracted_at IS NULL OR m.retracted_at > $known_at) AND ($known_at IS NULL OR m.recorded_at <= $known_at)
    AND ($last IS NULL OR m.since IS NULL OR m.since <= $last) AND (m.until IS NULL OR m.until >= $first)
  RETURN collect([m.key, m.since, m.until, p.key, o.key]) AS meetings
}
RETURN groups, meetings
