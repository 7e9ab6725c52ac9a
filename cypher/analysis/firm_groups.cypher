// firm_groups
// Who worked at these companies in a period, and in which groups were they (with their houses and the rooms in them)?
// vi: Trong khoảng thời gian này, ai làm việc ở các công ty này, và họ thuộc những nhóm nào (kể cả nhà và các phòng trong nhà)?
// params:  companies: list<string>, first: date, last: date, known_at: datetime
// returns: workers, groups
// mode:    read
CALL () {
  MATCH (p:Worker)-[m:WORKS_IN|LIVES_IN|RIDES]->(g:Group)
  WHERE p.company IN $companies AND g.setting <> 'village'
    AND (m.retracted_at IS NULL OR m.retracted_at > $known_at) AND ($known_at IS NULL OR m.recorded_at <= $known_at)
    AND ($last IS NULL OR m.since IS NULL OR m.since <= $last) AND (m.until IS NULL OR m.until >= $first)
  RETURN collect(DISTINCT p.key) AS workers
}
CALL () {
  MATCH (p:Worker)-[m:WORKS_IN|LIVES_IN|RIDES]->(g:Group)
  WHERE p.company IN $companies AND g.setting <> 'village'
    AND (m.retracted_at IS NULL OR m.retracted_at > $known_at) AND ($known_at IS NULL OR m.recorded_at <= $known_at)
    AND ($last IS NULL OR m.since IS NULL OR m.since <= $last) AND (m.until IS NULL OR m.until >= $first)
  WITH DISTINCT g
  OPTIONAL MATCH (g)-[:PART_OF]->(around:Group {setting: 'house'})
  WITH collect(g.key) AS own, collect(DISTINCT CASE WHEN g.setting = 'house' THEN g ELSE around END) AS houses
  RETURN own + [house IN houses | house.key]
    + COLLECT { UNWIND houses AS house MATCH (house)<-[:PART_OF]-(room:Group) RETURN room.key } AS groups
}
RETURN workers, groups
