// due_events
// Which events of people without a case ended before a day, or were withdrawn before a moment?
// vi: Sự kiện nào của người không có ca bệnh đã kết thúc trước ngày này, hoặc đã rút lại trước thời điểm này?
// params:  before: date, withdrawn: datetime, frozen: list<string>, limit: int, counting: bool
// returns: total, records
// mode:    read
MATCH (e:Event)-[:OF]->(p:Person)
WHERE NOT p.key IN $frozen AND (e.retracted_at < $withdrawn OR (e.retracted_at IS NULL
  AND coalesce(e.until, e.since) < $before AND NOT EXISTS { (p)-[:SAME_AS*0..]-(:Person)<-[:OF]-(:Case) }))
WITH e, p LIMIT $limit
RETURN count(*) AS total, collect(CASE WHEN NOT $counting THEN [elementId(e), [e.key], [p.key]] END) AS records
