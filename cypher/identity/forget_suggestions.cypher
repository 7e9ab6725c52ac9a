// forget_suggestions
// Forget the open pairs that the last search did not find again.
// vi: Bỏ các cặp đang chờ mà lần tìm cuối không thấy nữa.
// params:  revision: integer
// returns: count
// mode:    write
MATCH (s:Suggestion {state: 'open'})
WHERE s.searched <> $revision
DETACH DELETE s
RETURN count(s) AS count
