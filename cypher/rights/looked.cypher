// looked
// Which entries of the log are about these digests of keys?
// vi: Những mục nhật ký nào là về các mã băm này?
// params:  subjects: list<string>
// returns: entries
// mode:    read
OPTIONAL MATCH (e:AuditEntry)
WHERE any(subject IN $subjects WHERE e.text CONTAINS '"subject":"' + subject + '"')
WITH e WHERE e IS NOT NULL ORDER BY e.number
RETURN collect(e.text) AS entries
