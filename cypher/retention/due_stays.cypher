// due_stays
// Which homes or rides ended before a day, an open one with the work of the worker whose roster told it?
// vi: Nơi ở, xe nào đã kết thúc trước ngày này? Nếu còn mở thì tính theo ngày nghỉ việc của người khai.
// params:  type: string, before: date, frozen: list<string>, limit: int, counting: bool
// returns: total, records
// mode:    read
MATCH (p:Person)-[m:LIVES_IN|RIDES]->(g:Group)
WHERE type(m) = $type AND m.retracted_at IS NULL AND NOT p.key IN $frozen AND (m.until < $before OR m.until IS NULL)
OPTIONAL MATCH (teller:Person {key: coalesce(m.named_by, p.key)}) WHERE m.until IS NULL
WITH p, m, g, teller
WHERE m.until IS NOT NULL OR teller IS NULL OR (
  EXISTS { (teller)-[w:WORKS_IN]->() WHERE w.retracted_at IS NULL }
  AND NOT EXISTS { (teller)-[w:WORKS_IN]->() WHERE w.retracted_at IS NULL AND (w.until IS NULL OR w.until >= $before) })
WITH p, m, g LIMIT $limit
RETURN count(*) AS total, collect(CASE WHEN NOT $counting THEN
  [elementId(m), [type(m), p.key, g.key, toString(m.since), toString(m.until)], [p.key]] END) AS records
