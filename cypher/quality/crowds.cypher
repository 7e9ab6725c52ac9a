// crowds
// Which rooms, teams and vehicles hold more people than such a place can?
// vi: Phòng, tổ, xe nào có nhiều người hơn mức có thể?
// params:  day: date, most: map
// returns: crowds
// mode:    read
MATCH (g:Group)
WITH g, $most[coalesce(g.kind, g.setting)] AS most
WHERE most IS NOT NULL AND COUNT { (g)<-[:WORKS_IN|LIVES_IN|RIDES]-() } > most
MATCH (p:Person)-[m:WORKS_IN|LIVES_IN|RIDES]->(g)
WHERE m.retracted_at IS NULL AND (m.since IS NULL OR m.since <= $day) AND (m.until IS NULL OR m.until >= $day)
WITH g, most, collect(DISTINCT p) AS people
WITH g, most, size(people) AS people, [p IN people WHERE p:Worker | p.company] AS firms
WHERE people > most
UNWIND firms AS firm
WITH DISTINCT g, most, people, firm
WITH g, most, people, firm, head([(g)-[:PART_OF]->(larger) | larger.name]) AS larger ORDER BY people DESC, g.key, firm
RETURN collect({company: firm, key: g.key, name: g.name, larger: larger, kind: coalesce(g.kind, g.setting),
  people: people, most: most}) AS crowds
