// purges
// Which purges were there, the latest first?
// vi: Đã có những lần xóa nào, mới nhất trước?
// params:  key: string, skip: int, limit: int
// returns: total, purges
// mode:    read
OPTIONAL MATCH (p:Purge) WHERE $key IS NULL OR p.key = $key
WITH p WHERE p IS NOT NULL ORDER BY p.number DESC
WITH collect(p {.*}) AS purges
RETURN size(purges) AS total, purges[$skip..$skip + $limit] AS purges
