// make_token
// Keep the hash of a new token of an account that is not disabled.
// vi: Lưu mã băm của mã truy cập mới cho một tài khoản đang dùng được.
// params:  key: string, account: string, purpose: string, now: datetime, expires_at: datetime
// returns: found, made
// mode:    write
OPTIONAL MATCH (a:Account {key: $account})
SET a.role = a.role // waits for whoever disables it just now
WITH a, a IS NOT NULL AND a.disabled_at IS NULL AS made
FOREACH (_ IN CASE WHEN made THEN [1] ELSE [] END |
  CREATE (:Token {key: $key, account: $account, created_at: $now, expires_at: $expires_at, purpose: $purpose}))
RETURN a IS NOT NULL AS found, made
