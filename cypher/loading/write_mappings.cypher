// write_mappings
// Remember what was confirmed of these headers.
// vi: Ghi nhớ cách đọc cột đã xác nhận.
// params:  mappings: list<map>, now: datetime
// returns: count
// mode:    write
UNWIND $mappings AS row
MERGE (m:Mapping {key: row.key})
ON CREATE SET m.confirmed_at = $now
SET m += row
RETURN count(m) AS count
