// of_pair
// Which meetings of these two are on file?
// vi: Hai người này đã khai gặp nhau những lần nào?
// params:  a: string, b: string
// returns: meetings
// mode:    read
OPTIONAL MATCH (:Person {key: $a})-[m:MET]-(:Person {key: $b}) WHERE m.retracted_at IS NULL
WITH m WHERE m IS NOT NULL
RETURN collect(m {.key, .since, .until, .setting, .declared_by}) AS meetings
