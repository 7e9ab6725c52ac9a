// make_first_start
// Keep the hash of a secret by which the first administrator is made, if there is no administrator.
// vi: Lưu mã băm của mã dùng một lần để tạo quản trị viên đầu tiên, nếu chưa có quản trị viên.
// params:  key: string, now: datetime, expires_at: datetime
// returns: made
// mode:    write
OPTIONAL MATCH (old:FirstStart) WHERE old.expires_at < $now
WITH collect(old) AS gone
FOREACH (old IN gone | DELETE old)
WITH NOT EXISTS { MATCH (a:Account {role: 'admin'}) WHERE a.disabled_at IS NULL } AS made
FOREACH (_ IN CASE WHEN made THEN [1] ELSE [] END | CREATE (:FirstStart {key: $key, expires_at: $expires_at}))
RETURN made
