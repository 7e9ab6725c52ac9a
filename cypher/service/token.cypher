// token
// Whose token is this?
// vi: Mã truy cập này của ai?
// params:  key: string
// returns: name
// mode:    read
OPTIONAL MATCH (t:Token {key: $key})
RETURN t.name AS name
