// record_work
// Record these people's memberships (WORKS_IN).
// vi: Ghi nơi làm việc của những người này.
// params:  edges: list<map>, now: datetime
// returns: count
// mode:    write
UNWIND $edges AS row
MATCH (p:Person {key: row.person})
MATCH (g:Group {key: row.group})
CREATE (p)-[m:WORKS_IN]->(g)
SET m = row.properties, m.recorded_at = $now
RETURN count(m) AS count
