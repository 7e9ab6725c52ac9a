// due_suggestions
// Of which pairs is one record gone?
// vi: Cặp nào đã mất một bản ghi?
// params:  limit: int, counting: bool
// returns: total, records
// mode:    read
MATCH (s:Suggestion)
WHERE COUNT { (s)-[:ABOUT]->() } < 2
WITH s LIMIT $limit
RETURN count(*) AS total, collect(CASE WHEN NOT $counting THEN [elementId(s), [s.key], []] END) AS records
