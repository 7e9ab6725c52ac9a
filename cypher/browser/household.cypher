// household
// Who lived in one room or house with this person on the day?
// vi: Ai ở cùng phòng hoặc cùng nhà với người này vào ngày đó?
// title:   Ai ở cùng với ai / Who lives with whom
// params:  person: key, day: day
// returns: path, left_out
// mode:    read
MATCH (:Person {key: $person})-[:SAME_AS*0..]-(record:Person)
WITH DISTINCT record, date($day) AS day
CALL (record, day) {
  MATCH path = (record)-[m:LIVES_IN]->(home:Residence)-[:PART_OF*0..]->(top:Residence)
  WHERE m.retracted_at IS NULL AND (m.since IS NULL OR m.since <= day) AND (m.until IS NULL OR m.until >= day)
    AND NOT EXISTS { (top)-[:PART_OF]->() }
  RETURN path, 0 AS place
  UNION
  MATCH path = (record)-[m:LIVES_IN]->(home:Residence)-[:PART_OF*0..1]->(shared:Residence)
    <-[:PART_OF*0..1]-(:Residence)<-[n:LIVES_IN]-(:Person)
  WHERE shared.setting <> 'village' AND (shared = home OR shared.setting = 'house')
    AND m.retracted_at IS NULL AND (m.since IS NULL OR m.since <= day) AND (m.until IS NULL OR m.until >= day)
    AND n.retracted_at IS NULL AND (n.since IS NULL OR n.since <= day) AND (n.until IS NULL OR n.until >= day)
  RETURN path, length(path) AS place
}
WITH path, place ORDER BY place, [node IN nodes(path) | node.key]
WITH collect(path) AS paths
// As many paths as have 300 nodes or fewer: more than that nobody reads.
CALL (paths) {
  UNWIND range(0, size(paths) - 1) AS number
  UNWIND nodes(paths[number]) AS node
  WITH node, min(number) AS first ORDER BY first
  RETURN coalesce(collect(first)[300], size(paths)) AS drawn
}
UNWIND paths[..drawn] AS path
RETURN path, size(paths) - drawn AS left_out
