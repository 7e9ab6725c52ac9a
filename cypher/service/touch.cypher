// touch
// Note that a token or a session was used.
// vi: Ghi nhận một mã truy cập hoặc phiên làm việc vừa được dùng.
// params:  key: string, now: datetime
// returns: count
// mode:    write
OPTIONAL MATCH (t:Token {key: $key})
OPTIONAL MATCH (s:Session {key: $key})
SET t.last_used_at = $now, s.last_used_at = $now
RETURN count(t) + count(s) AS count
