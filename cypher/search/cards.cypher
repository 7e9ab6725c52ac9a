// cards
// Who are these people, and where do they work and live on the day?
// vi: Những người này là ai, làm việc và ở đâu vào ngày đó?
// params:  people: list<string>, day: date, known_at: datetime
// returns: cards
// mode:    read
UNWIND $people AS key
MATCH (p:Person {key: key})
CALL (p) {
  OPTIONAL MATCH (p)-[m:WORKS_IN]->(g:Group)
  WHERE (m.retracted_at IS NULL OR m.retracted_at > $known_at) AND ($known_at IS NULL OR m.recorded_at <= $known_at)
    AND (m.since IS NULL OR m.since <= $day) AND (m.until IS NULL OR m.until >= $day)
  WITH g, m ORDER BY coalesce(m.since, date('0001-01-01')) DESC, g.key LIMIT 1
  OPTIONAL MATCH (g)-[:PART_OF]->(up:Group)
  RETURN CASE g.setting WHEN 'team' THEN g.name END AS team,
    CASE g.setting WHEN 'team' THEN up.name WHEN 'workshop' THEN g.name END AS workshop
}
CALL (p) {
  OPTIONAL MATCH (p)-[m:LIVES_IN]->(g:Group)
  WHERE (m.retracted_at IS NULL OR m.retracted_at > $known_at) AND ($known_at IS NULL OR m.recorded_at <= $known_at)
    AND (m.since IS NULL OR m.since <= $day) AND (m.until IS NULL OR m.until >= $day)
  RETURN g.name AS residence ORDER BY coalesce(m.since, date('0001-01-01')) DESC, g.key LIMIT 1
}
OPTIONAL MATCH (c:Group {key: p.company})
RETURN collect([p.key, CASE WHEN p:Worker THEN 'worker' ELSE 'cohabitant' END, p.code, p.name, p.birth_date,
  p.birth_year, p.sex, p.citizen_id, p.phone, p.home_address, p.company, c.name, workshop, team, residence]) AS cards
