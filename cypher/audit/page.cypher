// page
// What was done last, by somebody or by all?
// vi: Gần đây ai đã làm gì?
// params:  actor: string, limit: integer, offset: integer
// returns: total, entries
// mode:    read
CALL () {
  MATCH (e:AuditEntry) WHERE $actor IS NULL OR e.actor = $actor
  RETURN count(e) AS total
}
CALL () {
  MATCH (e:AuditEntry) WHERE $actor IS NULL OR e.actor = $actor
  WITH e ORDER BY e.key DESC SKIP $offset LIMIT $limit
  RETURN collect(e {.number, .hash, .text}) AS entries
}
RETURN total, entries
