// identifiers
// Whose key, worker code, citizen ID or phone number is this?
// vi: Khóa, mã công nhân, số giấy tờ hoặc số điện thoại này là của ai?
// params:  key: string, code: string, citizen_id: string, phone: string, companies: list<string>
// returns: people
// mode:    read
CALL () {
  MATCH (p:Person {key: $key}) RETURN p, 'key' AS matched, 0 AS rank
  UNION
  MATCH (p:Worker {code_key: $code}) RETURN p, 'code' AS matched, 1 AS rank
  UNION
  MATCH (p:Person {citizen_id: $citizen_id}) RETURN p, 'citizen_id' AS matched, 2 AS rank
  UNION
  MATCH (p:Person {phone: $phone}) RETURN p, 'phone' AS matched, 3 AS rank
}
WITH p, matched, rank WHERE $companies IS NULL OR p.company IN $companies
WITH p, matched, rank ORDER BY rank, p.key
RETURN collect([p.key, matched, EXISTS { (p)-[:SAME_AS]-() }]) AS people
