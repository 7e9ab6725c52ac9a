// chain
// Through which teams, workshops, rooms, houses, vehicles and meetings are these two people joined in the fewest steps, whatever the days?
// vi: Hai người này nối với nhau qua những tổ, phân xưởng, phòng, nhà, xe, lần gặp nào với ít bước nhất, không kể ngày?
// title:   Chuỗi ngắn nhất giữa hai người / The shortest chains between two people
// params:  one: key, other: key
// returns: path, left_out
// mode:    read
MATCH (a:Person {key: $one}), (b:Person {key: $other})
WHERE a <> b
MATCH path = allShortestPaths((a)-[:WORKS_IN|LIVES_IN|RIDES|PART_OF|MET|SAME_AS*..12]-(b))
// In a company or a village nobody need know anybody.
WHERE all(edge IN relationships(path) WHERE edge.retracted_at IS NULL)
  AND none(node IN nodes(path) WHERE node:Company OR coalesce(node.setting = 'village', false))
WITH path ORDER BY [node IN nodes(path) | node.key]
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
