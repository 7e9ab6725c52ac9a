// company_structure
// Which workshops and teams does this company have?
// vi: Công ty này có những phân xưởng và tổ nào?
// title:   Cơ cấu một công ty / A company's structure
// params:  company: key
// returns: path, left_out
// mode:    read
MATCH path = (:Company:Group {key: $company})<-[:PART_OF*0..2]-(:Group)
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
