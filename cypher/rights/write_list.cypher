// write_list
// Write an issued list with other keys for who is erased; its hash stays that of the list as issued.
// vi: Ghi lại danh sách đã phát hành với khóa khác cho người đã xóa; mã băm vẫn là của bản đã phát hành.
// params:  key: string, question: string, contacts: string
// returns: count
// mode:    write
MATCH (l:IssuedList {key: $key})
SET l.question = $question, l.contacts = $contacts, l.erased = coalesce(l.erased, 0) + 1
RETURN count(l) AS count
