// imports
// Which runs were there, of some companies or all, the latest first?
// vi: Có những lần nhập nào, của một số công ty hay tất cả, mới nhất trước?
// params:  companies: list<string>, skip: int, limit: int
// returns: total, imports
// mode:    read
MATCH (i:Import) WHERE $companies IS NULL OR coalesce(i.company, i.sent_for) IN $companies
WITH i ORDER BY i.started_at DESC, i.key DESC
OPTIONAL MATCH (c:Company:Group {key: coalesce(i.company, i.sent_for)})
WITH collect(i {.key, .file, .state, .mode, .company, .as_of, .started_at, .errors, .warnings, name: c.name}) AS imports
RETURN size(imports) AS total, imports[$skip..$skip + $limit] AS imports
