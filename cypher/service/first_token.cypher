// first_token
// Keep a first token's hash, if there is none yet.
// vi: Lưu mã băm của mã truy cập đầu tiên, nếu chưa có mã nào.
// params:  key: string, name: string, now: datetime
// returns: made
// mode:    write
MERGE (l:Ledger {key: 'ledger'})
SET l.revision = coalesce(l.revision, 0)
WITH l, COUNT { MATCH (:Token) } = 0 AS wanted
FOREACH (_ IN CASE WHEN wanted THEN [1] ELSE [] END |
  CREATE (:Token {key: $key, name: $name, created_at: $now}))
RETURN wanted AS made
