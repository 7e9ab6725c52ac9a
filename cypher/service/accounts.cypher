// accounts
// Which accounts are there, or which one has this key?
// vi: Có những tài khoản nào, hoặc tài khoản nào mang khóa này?
// params:  key: string, skip: int, limit: int
// returns: total, accounts
// mode:    read
MATCH (a:Account) WHERE $key IS NULL OR a.key = $key
WITH a ORDER BY a.key
WITH collect(a {.name, .role, .companies, .created_at, .disabled_at, .must_change_password, .last_sign_in,
  password: a.password_hash IS NOT NULL, openid: a.subject IS NOT NULL}) AS accounts
RETURN size(accounts) AS total, accounts[$skip..$skip + $limit] AS accounts
