// same_citizen_id
// Which records have one citizen ID?
// vi: Những bản ghi nào có cùng số giấy tờ?
// params:  most: integer
// returns: groups
// mode:    read
MATCH (p:Person) WHERE p.citizen_id IS NOT NULL
WITH p.citizen_id AS number, collect(p.key) AS people
WHERE size(people) > 1 AND size(people) <= $most
RETURN collect(people) AS groups
