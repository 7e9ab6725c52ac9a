// record_rides
// Record these people's memberships (RIDES).
// vi: Ghi xe đi lại của những người này.
// params:  groups: list<map>, now: datetime
// returns: count
// mode:    write
UNWIND $groups AS row
MATCH (g:Group {key: row.group})
UNWIND row.members AS member
MATCH (p:Person {key: member.person})
CREATE (p)-[m:RIDES]->(g)
SET m = member.properties, m.import = row.import, m.sheet = row.sheet, m.recorded_at = $now
RETURN count(m) AS count
