// memberships
// In which groups was this person at any time, and what are they parts of?
// vi: Người này đã ở những nhóm nào, các nhóm đó thuộc về đâu?
// title:   Các nhóm của một người / A person's memberships
// params:  person: key
// returns: path, left_out
// mode:    read
MATCH (:Person {key: $person})-[:SAME_AS*0..]-(record:Person)
WITH DISTINCT record
CALL (record) {
  MATCH path = (record)<-[:OF]-(c:Case)
  WHERE c.retracted_at IS NULL
  RETURN path
  UNION
  MATCH path = (record)-[:SAME_AS]->(:Person)
  RETURN path
  UNION
  MATCH path = (record)-[m:WORKS_IN|LIVES_IN|RIDES]->(:Group)-[:PART_OF*0..]->(top:Group)
  WHERE m.retracted_at IS NULL AND NOT EXISTS { (top)-[:PART_OF]->() }
  RETURN path
}
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
