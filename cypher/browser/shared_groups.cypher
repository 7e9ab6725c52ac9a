// shared_groups
// In which teams, workshops, rooms, houses and vehicles were several people with cases of this period?
// vi: Những tổ, phân xưởng, phòng, nhà, xe nào có từ hai người là ca bệnh trong khoảng thời gian này?
// title:   Các ca bệnh và nhóm chung của họ / Cases and the groups that they share
// params:  first: day, last: day
// returns: path, left_out
// mode:    read
WITH date($first) AS first, date($last) AS last
MATCH path = (c:Case)-[:OF]->(p:Person)-[m:WORKS_IN|LIVES_IN|RIDES]->(:Group)-[:PART_OF*0..1]->(g:Group)
WHERE c.retracted_at IS NULL AND first <= coalesce(c.onset, c.sampled, c.confirmed) <= last
  AND m.retracted_at IS NULL AND (m.since IS NULL OR m.since <= last) AND (m.until IS NULL OR m.until >= first)
  AND NOT g:Company AND g.setting <> 'village'
WITH g, collect(path) AS some, count(DISTINCT p) AS people
WHERE people > 1
UNWIND some AS path
WITH path, people, g ORDER BY people DESC, g.key, [node IN nodes(path) | node.key]
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
