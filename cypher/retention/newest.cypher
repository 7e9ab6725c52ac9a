// newest
// When was the graph last written to, as far as it tells?
// vi: Đồ thị được ghi lần cuối khi nào?
// params:  -
// returns: newest
// mode:    read
CALL () { MATCH (i:Import) RETURN max(i.started_at) AS imported }
CALL () { MATCH (c:Case) RETURN max(c.registered_at) AS registered }
CALL () { OPTIONAL MATCH (h:AuditHead) RETURN max(h.locked_at) AS logged }
UNWIND [imported, registered, logged] AS moment
RETURN max(moment) AS newest
