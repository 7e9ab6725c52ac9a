// failed_sign_in
// Count a sign-in that failed; forget what is older than a day.
// vi: Đếm một lần đăng nhập sai; quên những lần cũ hơn một ngày.
// params:  keys: list<string>, now: datetime, oldest: datetime
// returns: counts
// mode:    write
OPTIONAL MATCH (old:FailedSignIn) WHERE old.last_at < $oldest
WITH old LIMIT 1000
WITH collect(old) AS forgotten
FOREACH (old IN forgotten | DELETE old)
WITH 1 AS _
UNWIND $keys AS key
MERGE (f:FailedSignIn {key: key})
SET f.count = coalesce(f.count, 0) + 1, f.last_at = $now
RETURN collect(f.count) AS counts
