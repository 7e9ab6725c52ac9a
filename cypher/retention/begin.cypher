// begin
// Note that a purge begins, as the next number.
// vi: Ghi nhận một lần xóa bắt đầu, với số kế tiếp.
// params:  properties: map
// returns: number, key
// mode:    write
OPTIONAL MATCH (before:Purge)
WITH coalesce(max(before.number), 0) + 1 AS number
WITH number, 'purge-' + right('000000' + toString(number), 6) AS key
CREATE (p:Purge {key: key, number: number})
SET p += $properties
RETURN number, key
