// empty
// Delete some of what a restore that was cut off left behind; only this run may.
// vi: Xóa một phần những gì lần khôi phục bị ngắt để lại; chỉ lần này được xóa.
// params:  run: string, limit: int
// returns: count
// mode:    write
MATCH (m:Restore {key: $run})
SET m.key = m.key
WITH m
MATCH (n) WHERE NOT n:Ledger AND NOT n:Restore
WITH n LIMIT $limit
DETACH DELETE n
RETURN count(n) AS count
