// joined
// Which records are joined, the latest first?
// vi: Những bản ghi nào đã được xác định là một người, mới nhất trước?
// params:  companies: list<string>, skip: integer, limit: integer
// returns: total, pairs
// mode:    read
MATCH (a:Person)-[s:SAME_AS]->(b:Person)
WHERE $companies IS NULL OR a.company IN $companies OR b.company IN $companies
WITH a, s, b ORDER BY s.decided_at DESC, a.key, b.key
WITH collect({people: [a.key, b.key], score: null, reasons: [s.basis], found_at: null, decided_by: s.decided_by,
              decided_at: s.decided_at}) AS every
RETURN size(every) AS total, every[$skip..$skip + $limit] AS pairs
