// session
// Whose session is this, and may it still be used?
// vi: Phiên làm việc này của ai, còn dùng được không?
// params:  key: string
// returns: used, account
// mode:    read
OPTIONAL MATCH (s:Session {key: $key})
OPTIONAL MATCH (a:Account {key: s.account})
RETURN s {.key, .account, .expires_at, .last_used_at, .purpose} AS used,
  a {.key, .name, .role, .companies, .disabled_at, .must_change_password} AS account
