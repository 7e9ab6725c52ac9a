// links
// The links of the log after one, in order.
// vi: Các mắt xích của nhật ký sau một mắt xích, theo thứ tự.
// params:  after: integer, limit: integer
// returns: links
// mode:    read
CALL () {
  MATCH (e:AuditEntry) WHERE e.number > $after
  RETURN e ORDER BY e.number LIMIT $limit
}
RETURN collect(e {.number, .before, .hash, .text}) AS links
