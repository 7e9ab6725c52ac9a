// openid_account
// Whose account is it that signs in at the provider as this subject, or who has this name already?
// vi: Tài khoản nào đăng nhập qua nhà cung cấp với định danh này, hoặc ai đã mang tên này?
// params:  subject: string, key: string
// returns: account, named
// mode:    read
OPTIONAL MATCH (a:Account {subject: $subject})
WITH a ORDER BY a.key LIMIT 1
RETURN a {.key, .name, .role, .disabled_at} AS account, EXISTS { MATCH (:Account {key: $key}) } AS named
