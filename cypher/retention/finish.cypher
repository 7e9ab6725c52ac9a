// finish
// Note how a purge ended.
// vi: Ghi nhận lần xóa đã kết thúc ra sao.
// params:  purge: string, properties: map
// returns: count
// mode:    write
MATCH (p:Purge {key: $purge})
SET p += $properties
RETURN count(p) AS count
