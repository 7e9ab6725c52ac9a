// issue
// Keep a list of contacts as it was handed out.
// vi: Lưu danh sách người tiếp xúc như đã phát hành.
// params:  key: string, properties: map
// returns: key
// mode:    write
CREATE (l:IssuedList {key: $key})
SET l += $properties
RETURN l.key AS key
