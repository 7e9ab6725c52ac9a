// end_session
// End a session.
// vi: Kết thúc một phiên làm việc.
// params:  key: string
// returns: count
// mode:    write
OPTIONAL MATCH (s:Session {key: $key})
WITH collect(s) AS ended
FOREACH (s IN ended | DELETE s)
RETURN size(ended) AS count
