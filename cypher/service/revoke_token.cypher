// revoke_token
// Forget one token of an account, named by the beginning of its hash.
// vi: Hủy một mã truy cập của tài khoản, theo phần đầu của mã băm.
// params:  account: string, id: string
// returns: count
// mode:    write
OPTIONAL MATCH (t:Token {account: $account}) WHERE left(t.key, size($id)) = $id
WITH collect(t) AS tokens
FOREACH (t IN tokens | DELETE t)
RETURN size(tokens) AS count
