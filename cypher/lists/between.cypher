// between
// Which lists of contacts were handed out from one moment to another, whole, the earliest first?
// vi: Những danh sách người tiếp xúc nào đã phát hành trong khoảng thời gian này (đầy đủ), sớm nhất trước?
// params:  first: datetime, last: datetime
// returns: lists
// mode:    read
OPTIONAL MATCH (l:IssuedList) WHERE l.issued_at >= $first AND l.issued_at <= $last
WITH l WHERE l IS NOT NULL ORDER BY l.issued_at, l.key
RETURN collect(l {.key, .question, .contacts, .hash, .issued_at, .issued_by}) AS lists
