// hold_log
// Keep the log's next entries waiting while this transaction is open, and change nothing.
// vi: Giữ các mục tiếp theo của nhật ký chờ trong khi giao dịch này mở, không đổi gì.
// params:  -
// returns: logs
// mode:    write
OPTIONAL MATCH (h:AuditHead)
SET h.locked_at = h.locked_at
RETURN count(h) AS logs
