// contacts
// Who was on this list?
// vi: Ai có trong danh sách này?
// params:  key: string
// returns: contacts
// mode:    read
OPTIONAL MATCH (l:IssuedList {key: $key})
RETURN l.contacts AS contacts
