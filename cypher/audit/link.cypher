// link
// Which hash has the link of this number?
// vi: Mắt xích mang số này có mã băm nào?
// params:  number: integer
// returns: hash
// mode:    read
OPTIONAL MATCH (e:AuditEntry {number: $number})
RETURN e.hash AS hash
