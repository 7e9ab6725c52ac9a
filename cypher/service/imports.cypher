// imports
// Which runs were there, the latest first?
// vi: Có những lần nhập nào, mới nhất trước?
// params:  skip: int, limit: int
// returns: total, imports
// mode:    read
MATCH (i:Import)
WITH i ORDER BY i.started_at DESC, i.key DESC
WITH collect(i {.key, .file, .state, .mode, .company, .as_of, .started_at}) AS imports
RETURN size(imports) AS total, imports[$skip..$skip + $limit] AS imports
