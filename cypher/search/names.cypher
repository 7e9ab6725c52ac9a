// names
// Whose name has all of these words, or words that begin so?
// vi: Ai có tên gồm tất cả các từ này, hoặc các từ bắt đầu như vậy?
// params:  text: string, companies: list<string>, most: int
// returns: people
// mode:    read
CALL db.index.fulltext.queryNodes('person_folded_name', $text) YIELD node, score
WHERE $companies IS NULL OR node.company IN $companies
WITH node, score LIMIT $most
RETURN collect([node.key, node.name, node.folded_name, score, EXISTS { (node)-[:SAME_AS]-() }]) AS people
