// erase
// Delete a person with all that is tied to it but places.
// vi: Xóa một người cùng mọi dữ liệu của người đó, trừ các nơi.
// params:  key: string
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
  SET m.named_by = null
}
DETACH DELETE p
RETURN sum(events) AS events, count(*) AS count
