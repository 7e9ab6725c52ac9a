// members_of
// Who was in each of these groups between two days, withdrawn memberships too, and from which day on?
// vi: Ai ở trong mỗi nhóm này giữa hai ngày (kể cả đã rút lại), từ ngày nào?
// params:  groups: list<list>
// returns: people
// mode:    read
UNWIND $groups AS wanted
MATCH (g:Group {key: wanted[0]})<-[:PART_OF*0..2]-(:Group)<-[m:WORKS_IN|LIVES_IN|RIDES]-(p:Person)
WHERE (m.since IS NULL OR m.since <= wanted[2]) AND (m.until IS NULL OR m.until >= wanted[1])
WITH p, min(CASE WHEN m.since > wanted[1] THEN m.since ELSE wanted[1] END) AS first
RETURN collect([p.key, first]) AS people
