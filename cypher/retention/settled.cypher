// settled
// When was the graph last written to before a moment, as imports, cases and the log tell?
// vi: Trước thời điểm này đồ thị được ghi lần cuối khi nào, theo các lần nhập, ca bệnh và nhật ký?
// params:  before: datetime
// returns: last
// mode:    read
CALL () { MATCH (i:Import) WHERE i.started_at < $before RETURN max(i.started_at) AS imported }
CALL () { MATCH (c:Case) WHERE c.registered_at < $before RETURN max(c.registered_at) AS registered }
CALL () {
  MATCH (e:AuditEntry) WHERE e.number > 0
  WITH e ORDER BY e.number DESC
  WITH datetime(split(split(e.text, '"at":"')[1], '"')[0]) AS at WHERE at < $before
  WITH at LIMIT 1
  RETURN max(at) AS logged
}
UNWIND [imported, registered, logged] AS moment
RETURN max(moment) AS last
