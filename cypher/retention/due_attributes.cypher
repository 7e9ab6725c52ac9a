// due_attributes
// Which workers left before a day and still have one of these properties?
// vi: Công nhân nào đã nghỉ trước ngày này mà còn giữ một trong các thuộc tính này?
// params:  names: list<string>, before: date, frozen: list<string>, limit: int, counting: bool
// returns: total, records
// mode:    read
MATCH (p:Worker)
WHERE any(name IN $names WHERE p[name] IS NOT NULL)
  AND EXISTS { (p)-[m:WORKS_IN]->() WHERE m.retracted_at IS NULL }
  AND NOT EXISTS { (p)-[m:WORKS_IN]->() WHERE m.retracted_at IS NULL AND (m.until IS NULL OR m.until >= $before) }
  AND NOT p.key IN $frozen
WITH p LIMIT $limit
RETURN count(*) AS total, collect(CASE WHEN NOT $counting THEN [elementId(p), [p.key], [p.key]] END) AS records
