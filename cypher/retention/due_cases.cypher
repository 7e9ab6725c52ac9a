// due_cases
// Which closed cases had their last date before a day, or were retracted before a moment?
// vi: Ca bệnh nào đã đóng có ngày cuối trước ngày này, hoặc đã hủy trước thời điểm này?
// params:  before: date, withdrawn: datetime, closing: list<string>, frozen: list<string>, limit: int, counting: bool
// returns: total, records
// mode:    read
MATCH (c:Case)-[:OF]->(p:Person)
WHERE NOT p.key IN $frozen AND (c.retracted_at < $withdrawn OR (c.retracted_at IS NULL AND c.outcome IN $closing
  AND all(day IN [c.onset, c.sampled, c.confirmed, c.isolated] WHERE day IS NULL OR day < $before)))
WITH c, p LIMIT $limit
RETURN count(*) AS total, collect(CASE WHEN NOT $counting THEN [elementId(c), [c.key], [p.key]] END) AS records
