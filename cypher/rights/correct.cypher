// correct
// Write what is corrected of a person, and who corrected it.
// vi: Ghi điều được sửa về một người, và ai sửa.
// params:  key: string, properties: map
// returns: count
// mode:    write
MATCH (p:Person {key: $key})
SET p += $properties
RETURN count(p) AS count
