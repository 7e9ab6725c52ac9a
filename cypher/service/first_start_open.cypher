// first_start_open
// May the first administrator be made by this secret?
// vi: Có thể tạo quản trị viên đầu tiên bằng mã này không?
// params:  key: string, now: datetime
// returns: open
// mode:    read
RETURN EXISTS { MATCH (f:FirstStart {key: $key}) WHERE f.expires_at > $now AND f.used_at IS NULL } AS open
