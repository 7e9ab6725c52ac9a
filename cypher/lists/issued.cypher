// issued
// Which lists of contacts were handed out, the latest first?
// vi: Những danh sách người tiếp xúc nào đã phát hành, mới nhất trước?
// params:  key: string, companies: list<string>, skip: int, limit: int
// returns: total, lists
// mode:    read
OPTIONAL MATCH (l:IssuedList) WHERE ($key IS NULL OR l.key = $key)
  AND ($companies IS NULL OR any(company IN l.companies WHERE company IN $companies))
WITH l WHERE l IS NOT NULL ORDER BY l.issued_at DESC, l.key
WITH collect(l {.key, .question, .total, .hash, .issued_at, .issued_by}) AS lists
RETURN size(lists) AS total, lists[$skip..$skip + $limit] AS lists
