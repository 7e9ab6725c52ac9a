// record_homes
// Record these people's memberships (LIVES_IN).
// vi: Ghi nơi ở của những người này.
// params:  groups: list<map>, now: datetime
// returns: count
// mode:    write
UNWIND $groups AS row
MATCH (g:Group {key: row.group})
UNWIND row.members AS member
MATCH (p:Person {key: member.person})
CREATE (p)-[m:LIVES_IN]->(g)
SET m = member.properties, m.import = row.import, m.sheet = row.sheet, m.recorded_at = $now
RETURN count(m) AS count
