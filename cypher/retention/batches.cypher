// batches
// What did a purge remove, transaction by transaction?
// vi: Lần xóa đã xóa gì, theo từng giao dịch?
// params:  purge: string
// returns: batches
// mode:    read
OPTIONAL MATCH (b:PurgeBatch {purge: $purge})
WITH b WHERE b IS NOT NULL ORDER BY b.key
RETURN collect(b {.kind, .count, .records}) AS batches
