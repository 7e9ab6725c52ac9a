// crowds_of
// Which rooms, teams and vehicles of these companies' workers hold more people than such a place can?
// vi: Phòng, tổ, xe nào của công nhân các công ty này có nhiều người hơn mức có thể?
// params:  companies: list<string>, day: date, most: map
// returns: crowds
// mode:    read
MATCH (w:Worker)-[m:WORKS_IN|LIVES_IN|RIDES]->(g:Group)
WHERE w.company IN $companies AND m.retracted_at IS NULL
  AND (m.since IS NULL OR m.since <= $day) AND (m.until IS NULL OR m.until >= $day)
WITH DISTINCT w.company AS firm, g, $most[coalesce(g.kind, g.setting)] AS most
WHERE most IS NOT NULL AND COUNT { (g)<-[:WORKS_IN|LIVES_IN|RIDES]-() } > most
MATCH (p:Person)-[m:WORKS_IN|LIVES_IN|RIDES]->(g)
WHERE m.retracted_at IS NULL AND (m.since IS NULL OR m.since <= $day) AND (m.until IS NULL OR m.until >= $day)
// Whoever else is in the place is counted, and nothing more is told of them.
WITH firm, g, most, count(DISTINCT p) AS people
WHERE people > most
WITH firm, g, most, people, head([(g)-[:PART_OF]->(larger) | larger.name]) AS larger ORDER BY people DESC, g.key, firm
RETURN collect({company: firm, key: g.key, name: g.name, larger: larger, kind: coalesce(g.kind, g.setting),
  people: people, most: most}) AS crowds
