// pseudonymise
// Give a person another key, there and wherever the old one stands, and take away what says who it is.
// vi: Đổi khóa của một người ở mọi nơi, và bỏ những gì cho biết đó là ai.
// params:  old: string, new: string, properties: map
// returns: count
// mode:    write
MATCH (p:Person {key: $old})
SET p += $properties, p.key = $new
WITH p
CALL (p) {
  MATCH (p)<-[:OF]-(n)
  SET n.key = replace(n.key, $old, $new)
}
CALL (p) {
  MATCH (p)-[m:MET]-()
  SET m.key = replace(m.key, $old, $new)
}
CALL () {
  MATCH ()-[m:LIVES_IN]->() WHERE m.named_by = $old
  SET m.named_by = $new
}
CALL (p) {
  MATCH (p)-[:LIVES_IN]->(g:Residence) WHERE g.key ENDS WITH '~cua_' + $old
  WITH DISTINCT g
  SET g.key = replace(g.key, '~cua_' + $old, '~cua_' + $new)
}
CALL (p) {
  MATCH (p)<-[:ABOUT]-(s:Suggestion)
  DETACH DELETE s
}
RETURN count(p) AS count
