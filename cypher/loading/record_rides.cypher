// record_rides
// Record these people's memberships (RIDES).
// vi: Ghi xe đi lại của những người này.
// params:  edges: list<map>, now: datetime
// returns: count
// mode:    write
UNWIND $edges AS row
MATCH (p:Person {key: row.person})
MATCH (g:Group {key: row.group})
CREATE (p)-[m:RIDES]->(g)
SET m = row.properties, m.recorded_at = $now
RETURN count(m) AS count
