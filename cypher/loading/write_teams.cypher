// write_teams
// Make these teams where they are not there yet, each part of the larger one.
// vi: Tạo các tổ này nếu chưa có, gắn vào đơn vị lớn hơn.
// params:  groups: list<map>
// returns: count
// mode:    write
UNWIND $groups AS row
MERGE (g:Group {key: row.key})
ON CREATE SET g:Team, g += row.properties
WITH g, row WHERE row.part_of IS NOT NULL
MATCH (larger:Group {key: row.part_of})
MERGE (g)-[:PART_OF]->(larger)
RETURN count(g) AS count
