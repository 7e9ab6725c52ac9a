// suggestions
// Which pairs wait for a decision or were rejected, the likeliest first?
// vi: Những cặp nào đang chờ quyết định hoặc đã bị bác, giống nhất trước?
// params:  state: string, companies: list<string>, skip: integer, limit: integer
// returns: total, pairs
// mode:    read
MATCH (a:Person)<-[:ABOUT]-(s:Suggestion {state: $state})-[:ABOUT]->(b:Person)
WHERE a.key < b.key AND ($companies IS NULL OR a.company IN $companies OR b.company IN $companies)
WITH a, s, b ORDER BY s.score DESC, a.key, b.key
WITH collect({people: [a.key, b.key], score: s.score, reasons: s.reasons, found_at: s.found_at,
              decided_by: s.decided_by, decided_at: s.decided_at}) AS every
RETURN size(every) AS total, every[$skip..$skip + $limit] AS pairs
