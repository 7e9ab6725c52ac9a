// add_account
// Make an account, if there is none of that name.
// vi: Tạo tài khoản, nếu chưa có tài khoản nào mang tên đó.
// params:  key: string, properties: map, now: datetime
// returns: made
// mode:    write
MERGE (a:Account {key: $key})
ON CREATE SET a += $properties, a.created_at = $now
RETURN a.created_at = $now AS made
