// searched
// At which revision was the graph searched for records of one person, and at which is it?
// vi: Lần tìm các bản ghi trùng người gần nhất ở lần thay đổi thứ mấy, và nay là thứ mấy?
// params:  -
// returns: revision, searched
// mode:    read
OPTIONAL MATCH (l:Ledger {key: 'ledger'})
RETURN coalesce(l.revision, 0) AS revision, l.searched AS searched
