// due_imports
// Which imports were asked for before a moment and still have their report?
// vi: Lần nhập nào trước thời điểm này còn giữ báo cáo?
// params:  before: datetime, limit: int, counting: bool
// returns: total, records
// mode:    read
MATCH (i:Import)
WHERE i.started_at < $before AND i.report IS NOT NULL
WITH i LIMIT $limit
RETURN count(*) AS total, collect(CASE WHEN NOT $counting THEN [elementId(i), [i.key], []] END) AS records
