// state_purpose
// Keep for which purpose a session is used.
// vi: Lưu mục đích sử dụng của phiên làm việc.
// params:  key: string, purpose: string
// returns: count
// mode:    write
OPTIONAL MATCH (s:Session {key: $key})
SET s.purpose = $purpose
RETURN count(s) AS count
