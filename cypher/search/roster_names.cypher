// roster_names
// Who on these companies' rosters has a name with all of these words, or words that begin so?
// vi: Ai trong danh sách của các công ty này có tên gồm tất cả các từ này, hoặc các từ bắt đầu như vậy?
// params:  words: list<string>, companies: list<string>, most: int
// returns: people, total
// mode:    read
MATCH (w:Worker) WHERE w.company IN $companies AND w.folded_name CONTAINS $words[0]
// By the rosters and not by the full-text index: its order depends on what everybody is called, and it would look at
// all people of that name to find those of one firm.
WITH w, ' ' + replace(w.folded_name, '-', ' ') + ' ' AS name
WHERE all(word IN $words WHERE name CONTAINS ' ' + word)
WITH w, size([word IN $words WHERE name CONTAINS ' ' + word + ' ']) AS whole
ORDER BY whole DESC, size(w.folded_name), w.key
WITH collect([w, whole]) AS found
CALL (found) {
  UNWIND found[..$most] AS one
  WITH one[0] AS w, one[1] AS whole
  RETURN collect([w.key, w.name, w.folded_name, toFloat(whole), EXISTS { (w)-[:SAME_AS]-() }]) AS people
}
RETURN people, size(found) AS total
