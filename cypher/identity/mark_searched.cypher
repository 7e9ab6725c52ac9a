// mark_searched
// Note at which revision the graph was searched, and queue behind every other change.
// vi: Ghi lại đã tìm ở lần thay đổi thứ mấy, và xếp hàng sau mọi thay đổi khác.
// params:  revision: integer
// returns: revision
// mode:    write
MERGE (l:Ledger {key: 'ledger'})
ON CREATE SET l.revision = 0
SET l.searched = $revision
RETURN l.revision AS revision
