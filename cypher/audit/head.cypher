// head
// Where does the log end?
// vi: Nhật ký kết thúc ở đâu?
// params:  -
// returns: number, hash
// mode:    read
OPTIONAL MATCH (h:AuditHead {key: 'head'})
RETURN coalesce(h.number, 0) AS number, h.hash AS hash
