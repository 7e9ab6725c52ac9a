// retract
// Withdraw events: they stay on file and count no more.
// vi: Rút lại các sự kiện, vẫn lưu.
// params:  keys: list<string>, now: datetime
// returns: count
// mode:    write
UNWIND $keys AS key
MATCH (e:Event {key: key})
SET e.retracted_at = $now
RETURN count(e) AS count
