// retract
// Withdraw these memberships: they stay, and no longer count from this moment on.
// vi: Rút lại các quan hệ này: vẫn lưu, nhưng không còn tính từ lúc này.
// params:  edges: list<string>, now: datetime
// returns: count
// mode:    write
UNWIND $edges AS edge
MATCH ()-[m]->() WHERE elementId(m) = edge
SET m.retracted_at = $now
RETURN count(m) AS count
