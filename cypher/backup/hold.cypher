// hold
// Keep every change waiting while this transaction is open, and change nothing.
// vi: Giữ mọi thay đổi chờ trong khi giao dịch này mở, không đổi gì.
// params:  -
// returns: revision
// mode:    write
MERGE (l:Ledger {key: 'ledger'})
SET l.revision = coalesce(l.revision, 0)
RETURN l.revision AS revision
