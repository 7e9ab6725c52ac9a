// due_work
// Which places of work ended before a day?
// vi: Nơi làm việc nào đã kết thúc trước ngày này?
// params:  before: date, frozen: list<string>, limit: int, counting: bool
// returns: total, records
// mode:    read
MATCH (p:Person)-[m:WORKS_IN]->(g:Group)
WHERE m.retracted_at IS NULL AND m.until < $before AND NOT p.key IN $frozen
WITH p, m, g LIMIT $limit
RETURN count(*) AS total, collect(CASE WHEN NOT $counting THEN
  [elementId(m), [type(m), p.key, g.key, toString(m.since), toString(m.until)], [p.key]] END) AS records
