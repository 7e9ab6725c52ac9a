// record_work
// Record these people's memberships (WORKS_IN).
// vi: Ghi nơi làm việc của những người này.
// params:  groups: list<map>, now: datetime
// returns: count
// mode:    write
UNWIND $groups AS row
MATCH (g:Group {key: row.group})
UNWIND row.members AS member
MATCH (p:Person {key: member.person})
CREATE (p)-[m:WORKS_IN]->(g)
SET m = member.properties, m.import = row.import, m.sheet = row.sheet, m.recorded_at = $now
RETURN count(m) AS count
