// records
// Which records, cases and isolations are those of the same people?
// vi: Những bản ghi, ca bệnh và lần cách ly nào là của cùng những người này?
// params:  people: list<string>, known_at: datetime, companies: list<string>
// returns: people
// mode:    read
UNWIND $people AS key
MATCH (a:Person {key: key})
UNWIND [a] + [(a)-[s:SAME_AS|WAS_SAME_AS]-(o:Person) WHERE (s.retracted_at IS NULL OR s.retracted_at > $known_at)
  AND ($known_at IS NULL OR s.decided_at <= $known_at)
  AND ($companies IS NULL OR o.company IN $companies OR EXISTS {
    MATCH (o)-[m:LIVES_IN]->() WHERE o:Cohabitant AND m.retracted_at IS NULL MATCH (n:Person {key: m.named_by}) WHERE n.company IN $companies
  }) | o] AS p
WITH DISTINCT p
RETURN collect({
  key: p.key,
  same: [(p)-[s:SAME_AS|WAS_SAME_AS]-(o:Person) WHERE (s.retracted_at IS NULL OR s.retracted_at > $known_at)
    AND ($known_at IS NULL OR s.decided_at <= $known_at)
    AND ($companies IS NULL OR o.company IN $companies OR EXISTS {
      MATCH (o)-[m:LIVES_IN]->() WHERE o:Cohabitant AND m.retracted_at IS NULL MATCH (n:Person {key: m.named_by}) WHERE n.company IN $companies
    }) | o.key],
  cases: [(p)<-[:OF]-(c:Case) WHERE $known_at IS NOT NULL OR c.retracted_at IS NULL | c {.key, .disease, .onset,
    .sampled, .confirmed, .isolated, .outcome, .registered_at, .retracted_at, .history, person: p.key}],
  isolations: [(p)<-[:OF]-(e:Event {kind: 'isolation'}) WHERE (e.retracted_at IS NULL OR e.retracted_at > $known_at)
    AND ($known_at IS NULL OR e.recorded_at <= $known_at) | [e.since, e.until]]
}) AS people
