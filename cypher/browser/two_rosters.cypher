// two_rosters
// Who is held to be on the rosters of two firms, and where did each record work on the day?
// vi: Ai được coi là có tên trong danh sách của hai công ty, mỗi bản ghi làm ở đâu vào ngày đó?
// title:   Người có tên ở hai công ty / People on two rosters
// params:  day: day
// returns: path, left_out
// mode:    read
WITH date($day) AS day
MATCH pair = (a:Worker)-[:SAME_AS]->(b:Worker)
WHERE a.company <> b.company
CALL (day, pair, a, b) {
  RETURN pair AS path, 0 AS place
  UNION
  UNWIND [a, b] AS record
  MATCH path = (record)-[m:WORKS_IN]->(:Group)-[:PART_OF*0..2]->(:Company)
  WHERE m.retracted_at IS NULL AND (m.since IS NULL OR m.since <= day) AND (m.until IS NULL OR m.until >= day)
  RETURN path, 1 AS place
}
WITH path, place, a, b ORDER BY a.key, b.key, place, [node IN nodes(path) | node.key]
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
