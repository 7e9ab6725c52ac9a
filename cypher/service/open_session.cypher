// open_session
// Open a session, if the account is not disabled and its password is the one that was checked.
// vi: Mở phiên làm việc, nếu tài khoản còn dùng được và mật khẩu vẫn là mật khẩu vừa kiểm tra.
// params:  account: string, checked: string, rehashed: string, key: string, pair: string, now: datetime, expires_at: datetime
// returns: opened
// mode:    write
OPTIONAL MATCH (a:Account {key: $account})
SET a.role = a.role // waits for whoever disables it or changes the password just now
WITH a, a IS NOT NULL AND a.disabled_at IS NULL AND ($checked IS NULL OR a.password_hash = $checked) AS opened
FOREACH (_ IN CASE WHEN opened THEN [1] ELSE [] END |
  SET a.last_sign_in = $now, a.password_hash = coalesce($rehashed, a.password_hash)
  CREATE (:Session {key: $key, account: $account, created_at: $now, last_used_at: $now, expires_at: $expires_at}))
WITH opened
OPTIONAL MATCH (old:Session) WHERE old.expires_at < $now
WITH opened, collect(old) AS ended
FOREACH (old IN ended | DELETE old)
WITH opened
OPTIONAL MATCH (f:FailedSignIn {key: $pair}) WHERE opened
WITH opened, collect(f) AS forgiven
FOREACH (f IN forgiven | DELETE f)
RETURN opened
