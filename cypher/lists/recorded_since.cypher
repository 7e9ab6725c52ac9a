// recorded_since
// What was recorded or withdrawn of these people in these groups after a moment?
// vi: Sau thời điểm đó, những gì về các người này trong các nhóm này đã được ghi thêm hoặc rút lại?
// params:  people: list<string>, groups: list<string>, moment: datetime
// returns: memberships, events, joins
// mode:    read
CALL () {
  UNWIND $people AS key
  MATCH (p:Person {key: key})-[m:WORKS_IN|LIVES_IN|RIDES]->(part:Group)
  WHERE m.recorded_at > $moment OR m.retracted_at > $moment
  WITH p, m, part, [(part)-[:PART_OF*0..2]->(g:Group) WHERE g.key IN $groups | g.key] AS counted
  WHERE size(counted) > 0
  RETURN collect([p.key, part.key, counted, m.recorded_at > $moment, m.sheet, m.row]) AS memberships
}
CALL () {
  UNWIND $people AS key
  MATCH (p:Person {key: key})<-[:OF]-(e:Event {kind: 'isolation'})
  WHERE e.recorded_at > $moment OR e.retracted_at > $moment
  RETURN collect([p.key, e.since, e.recorded_at > $moment]) AS events
}
CALL () {
  UNWIND $people AS key
  MATCH (p:Person {key: key})-[s:SAME_AS|WAS_SAME_AS]-(o:Person)
  WHERE s.decided_at > $moment OR s.retracted_at > $moment
  RETURN collect([p.key, o.key, s.retracted_at IS NULL]) AS joins
}
RETURN memberships, events, joins
