// begin
// Mark an empty graph, or one whose restore was cut off, as being restored by this run.
// vi: Đánh dấu đồ thị trống, hoặc đồ thị có lần khôi phục bị ngắt, là đang được khôi phục bởi lần này.
// params:  run: string, now: datetime
// returns: begun, nodes, ledger
// mode:    write
MERGE (l:Ledger {key: 'ledger'})
SET l.revision = coalesce(l.revision, 0)
WITH l
CALL () { MATCH (n) WHERE NOT n:Ledger AND NOT n:Restore RETURN count(n) AS nodes }
OPTIONAL MATCH (m:Restore)
WITH l, nodes, collect(m) AS marks
WITH l, nodes, marks, nodes = 0 OR size(marks) > 0 AS begun
FOREACH (_ IN CASE WHEN begun THEN [1] ELSE [] END |
  FOREACH (mark IN marks | DELETE mark)
  CREATE (:Restore {key: $run, started_at: $now}))
RETURN begun, nodes, elementId(l) AS ledger
