// double_rosters
// Who is held to be on the rosters of two firms?
// vi: Ai được coi là có tên trong danh sách của hai công ty?
// params:  known_at: datetime
// returns: pairs
// mode:    read
MATCH (a:Worker)-[s:SAME_AS|WAS_SAME_AS]->(b:Worker)
WHERE a.company <> b.company
  AND (s.retracted_at IS NULL OR s.retracted_at > $known_at) AND ($known_at IS NULL OR s.decided_at <= $known_at)
WITH CASE WHEN a.company < b.company THEN [a.company, b.company] ELSE [b.company, a.company] END AS firms,
  count(*) AS people
RETURN collect([firms[0], firms[1], people]) AS pairs
