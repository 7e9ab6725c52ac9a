// token
// Whose token is this, and may it still be used?
// vi: Mã truy cập này của ai, còn dùng được không?
// params:  key: string
// returns: used, account
// mode:    read
OPTIONAL MATCH (t:Token {key: $key})
OPTIONAL MATCH (a:Account {key: t.account})
RETURN t {.key, .account, .expires_at, .last_used_at, .purpose} AS used,
  a {.key, .name, .role, .companies, .disabled_at, .must_change_password} AS account
