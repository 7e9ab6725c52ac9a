// tokens
// Which tokens has this account, the latest first?
// vi: Tài khoản này có những mã truy cập nào, mới nhất trước?
// params:  account: string, skip: int, limit: int
// returns: found, total, tokens
// mode:    read
OPTIONAL MATCH (t:Token {account: $account})
WITH t ORDER BY t.created_at DESC, t.key
WITH collect(t {.key, .created_at, .expires_at, .last_used_at, .purpose}) AS tokens
RETURN EXISTS { MATCH (:Account {key: $account}) } AS found, size(tokens) AS total,
  tokens[$skip..$skip + $limit] AS tokens
