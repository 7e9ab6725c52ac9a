// groups
// What are these groups?
// vi: Các nhóm này là gì?
// params:  keys: list<string>
// returns: groups
// mode:    read
UNWIND $keys AS key
MATCH (g:Group {key: key})
WITH g ORDER BY g.key
RETURN collect(g {.key, .name, .setting, .kind}) AS groups
