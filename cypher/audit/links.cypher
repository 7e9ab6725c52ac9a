// links
// Which links of the log follow one, in order?
// vi: Những mắt xích nào của nhật ký theo sau một mắt xích, theo thứ tự?
// params:  after: integer, limit: integer
// returns: links
// mode:    read
CALL () {
  MATCH (e:AuditEntry) WHERE e.number > $after
  RETURN e ORDER BY e.number LIMIT $limit
}
RETURN collect(e {.number, .before, .hash, .text}) AS links
