// same_birthday
// Which workers have one name, without accents, and one date of birth?
// vi: Những công nhân nào trùng họ tên (không dấu) và ngày sinh?
// params:  most: integer
// returns: groups
// mode:    read
MATCH (p:Worker) WHERE p.birth_date IS NOT NULL
WITH p.folded_name AS name, p.birth_date AS born, collect(p.key) AS people
WHERE size(people) > 1 AND size(people) <= $most
RETURN collect(people) AS groups
