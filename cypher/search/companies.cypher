// companies
// Which companies have this key, or these words in their name?
// vi: Công ty nào có khóa này, hoặc có các từ này trong tên?
// params:  text: string
// returns: companies
// mode:    read
MATCH (c:Company:Group) WHERE c.key = $text OR c.key CONTAINS $text
WITH c ORDER BY c.key <> $text, c.key
RETURN collect([c.key, c.name]) AS companies
