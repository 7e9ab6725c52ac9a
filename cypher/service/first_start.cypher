// first_start
// Make the first administrator by a one-time secret; all such secrets are then used up.
// vi: Tạo quản trị viên đầu tiên bằng mã dùng một lần; mọi mã như vậy khi đó hết hiệu lực.
// params:  key: string, account: string, properties: map, now: datetime
// returns: open, taken
// mode:    write
MATCH (asked:FirstStart {key: $key}) WHERE asked.expires_at > $now
MATCH (f:FirstStart)
SET f.tried_at = $now // whoever else tries waits here
WITH asked, collect(f) AS secrets
WITH secrets, asked.used_at IS NULL
    AND NOT EXISTS { MATCH (a:Account {role: 'admin'}) WHERE a.disabled_at IS NULL } AS open,
  EXISTS { MATCH (:Account {key: $account}) } AS taken
FOREACH (f IN CASE WHEN open AND NOT taken THEN secrets ELSE [] END | SET f.used_at = $now)
FOREACH (_ IN CASE WHEN open AND NOT taken THEN [1] ELSE [] END |
  MERGE (a:Account {key: $account}) ON CREATE SET a += $properties, a.created_at = $now)
RETURN open, taken
