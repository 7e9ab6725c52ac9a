// change_account
// Change an account, unless no administrator would be left; ends its sessions and tokens where asked for.
// vi: Đổi một tài khoản, trừ khi sẽ không còn quản trị viên nào; kết thúc các phiên và mã truy cập nếu được yêu cầu.
// params:  key: string, properties: map, leaves: boolean, ends: boolean
// returns: found, last
// mode:    write
OPTIONAL MATCH (admin:Account {role: 'admin'}) WHERE admin.disabled_at IS NULL
SET admin.role = admin.role // two administrators who disable each other wait for one another
WITH collect(admin) AS admins
OPTIONAL MATCH (a:Account {key: $key})
WITH a, [admin IN admins WHERE admin.role = 'admin' AND admin.disabled_at IS NULL | admin.key] AS admins
WITH a, $leaves AND admins = [$key] AS last
FOREACH (_ IN CASE WHEN a IS NULL OR last THEN [] ELSE [1] END | SET a += $properties)
WITH a, last
OPTIONAL MATCH (n:Session|Token {account: $key}) WHERE $ends AND NOT last
WITH a, last, collect(n) AS ended
FOREACH (n IN ended | DELETE n)
RETURN a IS NOT NULL AS found, last
