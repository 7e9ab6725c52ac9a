// erase
// Delete a person with all that is tied to it but places, and put another key where the old one stands.
// vi: Xóa một người cùng mọi dữ liệu của người đó, trừ các nơi, và thay khóa cũ ở nơi khác.
// params:  key: string, new: string
// returns: events, count
// mode:    write
MATCH (p:Person {key: $key})
CALL (p) {
  OPTIONAL MATCH (p)<-[:OF|ABOUT]-(n) WHERE n:Case OR n:Event OR n:Suggestion
  WITH collect(n) AS found
  FOREACH (n IN found | DETACH DELETE n)
  RETURN size(found) AS events
}
CALL () {
  MATCH ()-[m:LIVES_IN]->() WHERE m.named_by = $key
  SET m.named_by = $new
}
CALL (p) {
  MATCH (p)-[:LIVES_IN]->(g:Residence) WHERE g.key ENDS WITH '~cua_' + $key
  WITH DISTINCT g
  SET g.key = replace(g.key, '~cua_' + $key, '~cua_' + $new)
}
DETACH DELETE p
RETURN sum(events) AS events, count(*) AS count
