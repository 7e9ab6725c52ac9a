// part
// Undo these joins, and remember that they were: what made them is no longer so.
// vi: Bỏ các liên kết cùng một người này vì căn cứ không còn đúng, vẫn lưu lại.
// params:  pairs: list<map>, now: datetime
// returns: count
// mode:    write
UNWIND $pairs AS row
MATCH (a:Person {key: row.worker})-[s:SAME_AS {basis: 'citizen-id', decided_by: 'rule'}]-(b:Person {key: row.other})
CREATE (a)-[was:WAS_SAME_AS]->(b)
SET was = properties(s), was.retracted_at = $now
DELETE s
RETURN count(*) AS count
