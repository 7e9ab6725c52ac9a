// group_on_day
// Who was in this team, workshop, company, room, house or vehicle on the day, in which of its parts?
// vi: Ai ở trong tổ, phân xưởng, công ty, phòng, nhà hoặc xe này vào ngày đó, thuộc phần nào?
// title:   Một nhóm vào một ngày / A group on a day
// params:  group: key, day: day
// returns: path, left_out
// mode:    read
WITH date($day) AS day
MATCH path = (g:Group {key: $group})<-[:PART_OF*0..2]-(part:Group)<-[m:WORKS_IN|LIVES_IN|RIDES]-(p:Person)
WHERE m.retracted_at IS NULL AND (m.since IS NULL OR m.since <= day) AND (m.until IS NULL OR m.until >= day)
WITH path, part, p ORDER BY part.key, p.key, [node IN nodes(path) | node.key]
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
