// due_withdrawn
// Which memberships, meetings and joins were withdrawn before a moment?
// vi: Quan hệ, cuộc gặp, ghép bản ghi nào đã rút lại trước thời điểm này?
// params:  before: datetime, frozen: list<string>, limit: int, counting: bool
// returns: total, records
// mode:    read
MATCH (p:Person)-[m:WORKS_IN|LIVES_IN|RIDES|MET|WAS_SAME_AS]->(o)
WHERE m.retracted_at < $before AND NOT p.key IN $frozen AND NOT (o:Person AND o.key IN $frozen)
WITH p, m, o LIMIT $limit
RETURN count(*) AS total, collect(CASE WHEN NOT $counting THEN
  [elementId(m), [type(m), p.key, o.key, toString(m.since), toString(m.until), toString(m.retracted_at)],
    CASE WHEN o:Person THEN [p.key, o.key] ELSE [p.key] END] END) AS records
