// forget_mapping
// Forget what was confirmed of a header.
// vi: Bỏ ghi nhớ một cách đọc cột.
// params:  key: string
// returns: count
// mode:    write
MATCH (m:Mapping {key: $key})
DELETE m
RETURN count(*) AS count
