// append
// Add entries to the end of the log.
// vi: Ghi thêm vào cuối nhật ký.
// params:  entries: list<map>, number: integer, hash: string, batch: string
// returns: added
// mode:    write
MATCH (h:AuditHead {key: 'head'})
SET h.number = $number, h.hash = $hash
WITH h
UNWIND $entries AS row
CREATE (e:AuditEntry {key: row.key})
SET e.number = row.number, e.before = row.before, e.hash = row.hash, e.text = row.text, e.actor = row.actor, e.batch = $batch
RETURN count(e) AS added
