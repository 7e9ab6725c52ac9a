// seen
// Which of these people did one of these companies send: on its roster, or as a housemate named by one of its workers?
// vi: Những ai trong số này do các công ty này gửi: có trong danh sách, hoặc được công nhân của họ khai ở cùng?
// params:  people: list<string>, companies: list<string>
// returns: people
// mode:    read
UNWIND $people AS key
MATCH (p:Person {key: key})
WHERE $companies IS NULL OR p.company IN $companies OR EXISTS {
  MATCH (p)-[m:LIVES_IN]->() WHERE p:Cohabitant AND m.retracted_at IS NULL MATCH (n:Person {key: m.named_by}) WHERE n.company IN $companies
}
WITH p ORDER BY p.key
RETURN collect([p.key, p.name]) AS people
