// sign_in
// Which account signs in, and how often has that failed from this address?
// vi: Cần gì để kiểm tra đăng nhập: tài khoản, và số lần sai từ địa chỉ này.
// params:  key: string, pair: string, address: string
// returns: account, pair, address
// mode:    read
OPTIONAL MATCH (a:Account {key: $key})
OPTIONAL MATCH (p:FailedSignIn {key: $pair})
OPTIONAL MATCH (f:FailedSignIn {key: $address})
RETURN a {.key, .name, .password_hash, .disabled_at} AS account, p {.count, .last_at} AS pair,
  f {.count, .last_at} AS address
