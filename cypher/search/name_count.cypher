// name_count
// How many people have a name with all of these words, or words that begin so?
// vi: Bao nhiêu người có tên gồm tất cả các từ này, hoặc các từ bắt đầu như vậy?
// params:  text: string, companies: list<string>
// returns: total
// mode:    read
CALL db.index.fulltext.queryNodes('person_folded_name', $text) YIELD node
WHERE $companies IS NULL OR node.company IN $companies
RETURN count(node) AS total
