// revision
// How many changes has the graph seen?
// vi: Đồ thị đã có bao nhiêu lần thay đổi?
// params:  -
// returns: revision
// mode:    read
OPTIONAL MATCH (l:Ledger {key: 'ledger'})
RETURN coalesce(l.revision, 0) AS revision
