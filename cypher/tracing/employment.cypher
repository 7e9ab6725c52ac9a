// employment
// Where did these people work on the day?
// vi: Những người này làm việc ở đâu vào ngày đó?
// params:  people: list<string>, day: date, known_at: datetime, dated: bool
// returns: people
// mode:    read
UNWIND $people AS key
MATCH (p:Person {key: key})
OPTIONAL MATCH (p)-[m:WORKS_IN]->(g:Group)
WHERE (m.retracted_at IS NULL OR m.retracted_at > $known_at) AND ($known_at IS NULL OR m.recorded_at <= $known_at)
  AND (m.since IS NULL OR m.since <= $day) AND (m.until IS NULL OR m.until >= $day)
WITH p.company AS company, g, CASE WHEN $dated THEN m.since END AS since, collect(p.key) AS members
OPTIONAL MATCH (g)-[:PART_OF]->(up:Group)
WITH company, since, members, g.key AS group,
  CASE g.setting WHEN 'team' THEN up.key WHEN 'workshop' THEN g.key END AS workshop,
  CASE g.setting WHEN 'team' THEN up.name WHEN 'workshop' THEN g.name END AS workshop_name,
  CASE g.setting WHEN 'team' THEN g.name END AS team_name
OPTIONAL MATCH (c:Group {key: company})
RETURN collect([company, c.name, group, since, workshop, workshop_name, team_name, members]) AS people
