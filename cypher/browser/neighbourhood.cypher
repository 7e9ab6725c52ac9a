// neighbourhood
// Who was in the same groups as this case or person on these days, in a shift that meets?
// vi: Ai ở cùng các nhóm với ca bệnh hoặc người này vào những ngày đó, trong ca làm việc trùng nhau?
// title:   Quanh một ca bệnh hoặc một người / Around a case or a person
// params:  who: key, first: day, last: day
// returns: path, left_out
// mode:    read
CALL () {
  MATCH (:Case {key: $who})-[:OF]->(start:Person)
  RETURN start
  UNION
  MATCH (start:Person {key: $who})
  RETURN start
}
MATCH (start)-[:SAME_AS*0..]-(record:Person)
WITH DISTINCT record, date($first) AS first, date($last) AS last
CALL (record, first, last) {
  MATCH path = (record)<-[:OF]-(c:Case)
  WHERE c.retracted_at IS NULL
  RETURN path, 0 AS place, 0 AS size
  UNION
  MATCH path = (record)-[:SAME_AS]->(:Person)
  RETURN path, 0 AS place, 0 AS size
  UNION
  MATCH path = (record)-[m:WORKS_IN|LIVES_IN|RIDES]->(:Group)-[:PART_OF*0..]->(top:Group)
  WHERE m.retracted_at IS NULL AND (m.since IS NULL OR m.since <= last) AND (m.until IS NULL OR m.until >= first)
    AND NOT EXISTS { (top)-[:PART_OF]->() }
  RETURN path, 1 AS place, 0 AS size
  UNION
  MATCH path = (record)-[m:MET]-(:Person)
  WHERE m.retracted_at IS NULL AND (m.since IS NULL OR m.since <= last) AND (m.until IS NULL OR m.until >= first)
  RETURN path, 2 AS place, 0 AS size
  UNION
  // Who is in a part of a group is in the group; a house counts beside the room, as in a trace.
  MATCH path = (record)-[m:WORKS_IN|LIVES_IN|RIDES]->(g:Group)-[:PART_OF*0..1]->(shared:Group)
    <-[:PART_OF*0..1]-(part:Group)<-[n:WORKS_IN|LIVES_IN|RIDES]-(other:Person)
  WHERE (shared = g OR shared.setting = 'house') AND NOT shared:Company AND shared.setting <> 'village'
    AND m.retracted_at IS NULL AND (m.since IS NULL OR m.since <= last) AND (m.until IS NULL OR m.until >= first)
    AND n.retracted_at IS NULL AND (n.since IS NULL OR n.since <= last) AND (n.until IS NULL OR n.until >= first)
    AND (m.since IS NULL OR n.until IS NULL OR m.since <= n.until)
    AND (n.since IS NULL OR m.until IS NULL OR n.since <= m.until)
    AND (m.shift_key IS NULL OR n.shift_key IS NULL OR m.shift_key = n.shift_key)
  WITH shared, collect(path) AS paths
  UNWIND paths AS path
  RETURN path, 3 AS place, size(paths) AS size
}
// Those of them who are cases are seen to be.
CALL (path) {
  RETURN path AS found
  UNION
  WITH nodes(path)[-1] AS other
  MATCH found = (other)<-[:OF]-(c:Case)
  WHERE c.retracted_at IS NULL
  RETURN found
}
// Small groups first: what is left out then is of the largest.
WITH DISTINCT found, place, size ORDER BY place, size, [node IN nodes(found) | node.key]
WITH collect(found) AS paths
// As many paths as have 300 nodes or fewer: more than that nobody reads.
CALL (paths) {
  UNWIND range(0, size(paths) - 1) AS number
  UNWIND nodes(paths[number]) AS node
  WITH node, min(number) AS first ORDER BY first
  RETURN coalesce(collect(first)[300], size(paths)) AS drawn
}
UNWIND paths[..drawn] AS path
RETURN path, size(paths) - drawn AS left_out
