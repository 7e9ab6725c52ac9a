// retract
// Withdraw declared meetings of two people: they stay on file and count no more.
// vi: Rút lại các cuộc gặp đã khai của hai người, vẫn lưu.
// params:  a: string, b: string, keys: list<string>, now: datetime
// returns: count
// mode:    write
MATCH (:Person {key: $a})-[m:MET]-(:Person {key: $b})
WHERE m.key IN $keys AND m.retracted_at IS NULL
SET m.retracted_at = $now
RETURN count(m) AS count
