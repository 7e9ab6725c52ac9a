// joins
// Which records are held to be of one person?
// vi: Những bản ghi nào được coi là của cùng một người?
// params:  known_at: datetime
// returns: joins
// mode:    read
MATCH (a:Person)-[s:SAME_AS|WAS_SAME_AS]->(b:Person)
WHERE (s.retracted_at IS NULL OR s.retracted_at > $known_at) AND ($known_at IS NULL OR s.decided_at <= $known_at)
RETURN collect([a.key, b.key]) AS joins
