// lock
// Where does the log end, and is this batch in it already? Whoever asks next waits until this is done.
// vi: Nhật ký kết thúc ở đâu, và lô này đã có trong đó chưa? Ai hỏi sau phải chờ xong.
// params:  now: datetime, batch: string
// returns: number, hash, known
// mode:    write
MERGE (h:AuditHead {key: 'head'})
ON CREATE SET h.number = 0
SET h.locked_at = $now
WITH h
OPTIONAL MATCH (e:AuditEntry {batch: $batch})
WITH h, e ORDER BY e.number
RETURN h.number AS number, h.hash AS hash, collect(e {.number, .before, .hash, .text}) AS known
