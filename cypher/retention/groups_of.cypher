// groups_of
// In which groups was each of these people from a first day on, withdrawn memberships too, and whom did they meet?
// vi: Từ ngày đầu, mỗi người này ở các nhóm nào (kể cả đã rút lại), đã gặp ai?
// params:  sources: list<list>, settings: list<string>, met: bool
// returns: groups, met
// mode:    read
CALL () {
  UNWIND $sources AS source
  MATCH (p:Person {key: source[0]})-[m:WORKS_IN|LIVES_IN|RIDES]->(:Group)-[:PART_OF*0..2]->(g:Group)
  WHERE g.setting IN $settings AND (m.until IS NULL OR m.until >= source[1])
  WITH g, min(CASE WHEN m.since > source[1] THEN m.since ELSE source[1] END) AS first,
    max(coalesce(m.until, date('9999-12-31'))) AS last
  RETURN collect([g.key, first, last]) AS groups
}
CALL () {
  UNWIND CASE WHEN $met THEN $sources ELSE [] END AS source
  MATCH (:Person {key: source[0]})-[m:MET]-(o:Person)
  WHERE m.until IS NULL OR m.until >= source[1]
  WITH o, min(CASE WHEN m.since > source[1] THEN m.since ELSE source[1] END) AS first
  RETURN collect([o.key, first]) AS met
}
RETURN groups, met
