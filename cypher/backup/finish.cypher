// finish
// The graph is whole: take this run's mark away.
// vi: Đồ thị đã đầy đủ: bỏ dấu của lần này.
// params:  run: string
// returns: count
// mode:    write
MATCH (m:Restore {key: $run})
DELETE m
RETURN count(m) AS count
