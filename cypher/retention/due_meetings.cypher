// due_meetings
// Which declared meetings ended before a day?
// vi: Cuộc gặp đã khai nào đã kết thúc trước ngày này?
// params:  before: date, frozen: list<string>, limit: int, counting: bool
// returns: total, records
// mode:    read
MATCH (p:Person)-[m:MET]->(o:Person)
WHERE m.retracted_at IS NULL AND m.until < $before AND NOT p.key IN $frozen AND NOT o.key IN $frozen
WITH p, m, o LIMIT $limit
RETURN count(*) AS total, collect(CASE WHEN NOT $counting THEN
  [elementId(m), [type(m), p.key, o.key, toString(m.since), toString(m.until)], [p.key, o.key]] END) AS records
