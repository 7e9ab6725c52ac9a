// joined
// Which records are, or were taken for, the same people as these?
// vi: Những bản ghi nào là, hoặc từng được coi là, cùng những người này?
// params:  people: list<string>
// returns: pairs
// mode:    read
UNWIND $people AS key
MATCH (p:Person {key: key})-[:SAME_AS|WAS_SAME_AS*1..]-(o:Person)
WITH DISTINCT p, o WHERE o <> p
RETURN collect([p.key, o.key]) AS pairs
