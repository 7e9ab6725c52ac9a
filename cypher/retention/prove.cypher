// prove
// Note what one transaction of a purge removed, as digests.
// vi: Ghi nhận một giao dịch của lần xóa đã xóa gì, dạng mã băm.
// params:  purge: string, kind: string, records: list<string>, subjects: list<string>, now: datetime
// returns: key
// mode:    write
MATCH (p:Purge {key: $purge})
SET p.batches = coalesce(p.batches, 0) + 1
CREATE (b:PurgeBatch {key: p.key + '~' + right('000000' + toString(p.batches), 6), purge: p.key, kind: $kind,
  count: size($records), records: $records, subjects: $subjects, done_at: $now})
RETURN b.key AS key
