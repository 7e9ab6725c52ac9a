// same_phone
// Which records have one phone?
// vi: Những bản ghi nào có cùng số điện thoại?
// params:  most: integer
// returns: groups
// mode:    read
MATCH (p:Person) WHERE p.phone IS NOT NULL
WITH p.phone AS phone, collect(p.key) AS people
WHERE size(people) > 1 AND size(people) <= $most
RETURN collect(people) AS groups
