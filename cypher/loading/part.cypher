// part
// Undo these joins: what made them is no longer so.
// vi: Bỏ các liên kết cùng một người này vì căn cứ không còn đúng.
// params:  pairs: list<map>
// returns: count
// mode:    write
UNWIND $pairs AS row
MATCH (:Person {key: row.worker})-[s:SAME_AS {basis: 'citizen-id', decided_by: 'rule'}]-(:Person {key: row.other})
DELETE s
RETURN count(*) AS count
