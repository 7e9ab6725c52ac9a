// make_token
// Keep a new token's hash.
// vi: Lưu mã băm của một mã truy cập mới.
// params:  key: string, name: string, now: datetime
// returns: key
// mode:    write
MERGE (t:Token {key: $key})
ON CREATE SET t.name = $name, t.created_at = $now
RETURN t.key AS key
