// removed
// Which transactions of which purges removed something of somebody, or a record, of these digests?
// vi: Giao dịch nào của lần xóa nào đã xóa dữ liệu của người, hay bản ghi, có các mã băm này?
// params:  digests: list<string>
// returns: batches
// mode:    read
OPTIONAL MATCH (b:PurgeBatch)
WHERE any(digest IN $digests WHERE digest IN b.subjects OR digest IN b.records)
WITH b WHERE b IS NOT NULL ORDER BY b.key
RETURN collect([b.purge, b.kind, b.done_at]) AS batches
