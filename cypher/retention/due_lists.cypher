// due_lists
// Which lists were handed out before a moment and name no open case?
// vi: Danh sách nào đã phát hành trước thời điểm này và không nêu ca bệnh đang mở?
// params:  before: datetime, open: list<string>, limit: int, counting: bool
// returns: total, records
// mode:    read
MATCH (l:IssuedList)
WHERE l.issued_at < $before AND none(key IN $open WHERE l.question CONTAINS '"' + key + '"')
WITH l LIMIT $limit
RETURN count(*) AS total, collect(CASE WHEN NOT $counting THEN [elementId(l), [l.key], []] END) AS records
