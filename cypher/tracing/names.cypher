// names
// What are these people and groups called?
// vi: Những người và nhóm này tên gì?
// params:  people: list<string>, groups: list<string>
// returns: people, groups
// mode:    read
CALL () {
  UNWIND $people AS key
  MATCH (p:Person {key: key})
  RETURN collect([p.key, p.name]) AS people
}
CALL () {
  UNWIND $groups AS key
  MATCH (g:Group {key: key})
  RETURN collect([g.key, g.name]) AS groups
}
RETURN people, groups
