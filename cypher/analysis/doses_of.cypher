// doses_of
// How many doses had these people by a day?
// vi: Đến ngày đó, những người này đã tiêm bao nhiêu mũi?
// params:  people: list<string>, day: date
// returns: people
// mode:    read
UNWIND $people AS key
MATCH (p:Person {key: key})
WITH p, size([day IN [p.dose_1_date, p.dose_2_date, p.dose_3_date] WHERE day <= $day]) AS dated,
  any(n IN [[p.dose_1_date, p.dose_1_vaccine], [p.dose_2_date, p.dose_2_vaccine], [p.dose_3_date, p.dose_3_vaccine]]
    WHERE n[0] IS NULL AND n[1] IS NOT NULL) AS undated
RETURN collect([p.key, dated, undated, p:Worker]) AS people
