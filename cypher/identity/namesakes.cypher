// namesakes
// How many workers have each of these names, without accents?
// vi: Bao nhiêu công nhân mang mỗi tên này (không dấu)?
// params:  names: list<string>
// returns: namesakes
// mode:    read
MATCH (p:Worker) WHERE p.folded_name IN $names
WITH p.folded_name AS name, count(p) AS workers
RETURN collect([name, workers]) AS namesakes
