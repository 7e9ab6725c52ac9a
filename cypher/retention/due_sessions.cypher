// due_sessions
// Which sessions, tokens and failed sign-ins ended before a moment?
// vi: Phiên, mã truy cập, lần đăng nhập sai nào đã hết hạn trước thời điểm này?
// params:  before: datetime, limit: int, counting: bool
// returns: total, records
// mode:    read
MATCH (n:Session|Token|FailedSignIn)
WHERE coalesce(n.expires_at, n.last_at, n.created_at) < $before
WITH n LIMIT $limit
RETURN count(*) AS total, collect(CASE WHEN NOT $counting THEN [elementId(n), [n.key], []] END) AS records
