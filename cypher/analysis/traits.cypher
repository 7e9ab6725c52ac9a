// traits
// How many workers by age, sex, doses and shift had work on any day of a period, at these companies or at all?
// vi: Trong khoảng thời gian này có bao nhiêu công nhân theo tuổi, giới, mũi tiêm, ca làm việc?
// params:  companies: list<string>, people: list<string>, first: date, last: date, known_at: datetime
// returns: traits
// mode:    read
MATCH (p:Worker)
WHERE ($companies IS NULL OR p.company IN $companies) AND ($people IS NULL OR p.key IN $people)
MATCH (p)-[m:WORKS_IN]->(:Group)
WHERE (m.retracted_at IS NULL OR m.retracted_at > $known_at) AND ($known_at IS NULL OR m.recorded_at <= $known_at)
  AND (m.since IS NULL OR m.since <= $last) AND (m.until IS NULL OR m.until >= $first)
WITH p, collect(DISTINCT m.shift_key) AS shifts
WITH p, shifts, size([day IN [p.dose_1_date, p.dose_2_date, p.dose_3_date] WHERE day <= $first]) AS doses,
  any(n IN [[p.dose_1_date, p.dose_1_vaccine], [p.dose_2_date, p.dose_2_vaccine], [p.dose_3_date, p.dose_3_vaccine]]
    WHERE n[0] IS NULL AND n[1] IS NOT NULL) AS undated
WITH p.birth_year AS born, p.sex AS sex, CASE WHEN undated THEN null ELSE doses END AS doses, shifts, p,
  EXISTS { (p)-[:SAME_AS|WAS_SAME_AS]-() } AS joined
WITH born, sex, doses, shifts, count(p) AS records, collect(CASE WHEN joined OR $people IS NOT NULL THEN p.key END) AS named
RETURN collect([born, sex, doses, shifts, records, named]) AS traits
