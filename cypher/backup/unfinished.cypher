// unfinished
// Was a restore into this graph cut off, or is one under way?
// vi: Có lần khôi phục nào vào đồ thị này bị ngắt hoặc đang chạy không?
// params:  -
// returns: unfinished
// mode:    read
OPTIONAL MATCH (m:Restore)
RETURN count(m) > 0 AS unfinished
