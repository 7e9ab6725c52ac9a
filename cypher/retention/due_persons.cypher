// due_persons
// Of whom is nothing left, nor of any record of the same person?
// vi: Người nào không còn dữ liệu gì, kể cả ở bản ghi khác của cùng người?
// params:  frozen: list<string>, limit: int, counting: bool
// returns: total, records
// mode:    read
MATCH (p:Person)
WHERE NOT p.key IN $frozen
  AND NOT EXISTS { (p)-[:WORKS_IN|LIVES_IN|RIDES|MET|WAS_SAME_AS|OF]-() }
  AND NOT EXISTS { (p)-[:SAME_AS*1..]-(:Person)-[:WORKS_IN|LIVES_IN|RIDES|MET|WAS_SAME_AS|OF]-() }
WITH p LIMIT $limit
RETURN count(*) AS total, collect(CASE WHEN NOT $counting THEN [elementId(p), [p.key], [p.key]] END) AS records
