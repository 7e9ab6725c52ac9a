// cards
// Who are these people, and where do they live on the day?
// vi: Những người này là ai, ở đâu vào ngày đó?
// params:  people: list<string>, day: date, known_at: datetime, full: bool
// returns: cards
// mode:    read
UNWIND $people AS key
MATCH (p:Person {key: key})
// Days as text: the driver makes a date of its own of each, which takes longer than the rest of the card.
RETURN collect([p.key, CASE WHEN p:Worker THEN 'worker' ELSE 'cohabitant' END, p.code, p.name,
  toString(p.birth_date), p.birth_year, p.sex, p.phone, CASE WHEN $full THEN [p.citizen_id, p.home_address] END,
  [(p)-[m:LIVES_IN]->(g:Group)
    WHERE (m.retracted_at IS NULL OR m.retracted_at > $known_at) AND ($known_at IS NULL OR m.recorded_at <= $known_at)
      AND (m.since IS NULL OR m.since <= $day) AND (m.until IS NULL OR m.until >= $day)
    | [toString(m.since), g.key, g.name]]]) AS cards
