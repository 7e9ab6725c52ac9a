// suggestion
// Whom is this suggestion about, and was it rejected?
// vi: Gợi ý này về ai, đã bị bác chưa?
// params:  key: string
// returns: suggestion
// mode:    read
OPTIONAL MATCH (s:Suggestion {key: $key})
RETURN CASE WHEN s IS NOT NULL
  THEN {state: s.state, people: [(s)-[:ABOUT]->(p:Person) | p.key]} END AS suggestion
