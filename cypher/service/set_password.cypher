// set_password
// Keep the hash of a new password and end the account's sessions.
// vi: Lưu mã băm của mật khẩu mới và kết thúc các phiên của tài khoản.
// params:  key: string, password_hash: string, must_change: boolean
// returns: found
// mode:    write
OPTIONAL MATCH (a:Account {key: $key})
SET a.password_hash = $password_hash, a.must_change_password = $must_change
WITH a
OPTIONAL MATCH (s:Session {account: a.key})
WITH a, collect(s) AS ended
FOREACH (s IN ended | DELETE s)
RETURN a IS NOT NULL AS found
