// settle_ledger
// Give the ledger what it held when the backup was made.
// vi: Trả lại cho sổ cái những gì nó chứa khi sao lưu.
// params:  run: string, properties: map
// returns: count
// mode:    write
MATCH (m:Restore {key: $run})
SET m.key = m.key
WITH m
MATCH (l:Ledger {key: 'ledger'})
SET l = $properties
RETURN count(l) AS count
