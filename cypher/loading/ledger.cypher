// ledger
// Queue behind every other change: this transaction is the next one.
// vi: Xếp hàng sau mọi thay đổi khác: giao dịch này là giao dịch kế tiếp.
// params:  -
// returns: revision
// mode:    write
MERGE (l:Ledger {key: 'ledger'})
ON CREATE SET l.revision = 0
SET l.revision = l.revision + 1
RETURN l.revision AS revision
