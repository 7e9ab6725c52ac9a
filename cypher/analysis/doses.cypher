// doses
// How many doses had the people of each unit of a setting, and all of them together, by a day?
// vi: Đến ngày đó, người của từng đơn vị và của tất cả các đơn vị đã tiêm bao nhiêu mũi?
// params:  setting: string, companies: list<string>, day: date, known_at: datetime
// returns: units, everyone
// mode:    read
CALL () {
  MATCH (g:Group {setting: $setting})<-[:PART_OF*0..2]-(:Group)<-[m:WORKS_IN|LIVES_IN|RIDES]-(p:Person)
  WHERE ($companies IS NULL OR p.company IN $companies)
    AND (m.retracted_at IS NULL OR m.retracted_at > $known_at) AND ($known_at IS NULL OR m.recorded_at <= $known_at)
    AND (m.since IS NULL OR m.since <= $day) AND (m.until IS NULL OR m.until >= $day)
  WITH DISTINCT g, p
  WITH g, p, size([day IN [p.dose_1_date, p.dose_2_date, p.dose_3_date] WHERE day <= $day]) AS dated,
    any(n IN [[p.dose_1_date, p.dose_1_vaccine], [p.dose_2_date, p.dose_2_vaccine], [p.dose_3_date, p.dose_3_vaccine]]
      WHERE n[0] IS NULL AND n[1] IS NOT NULL) AS undated
  // Which records are one person whoever asks knows from analysis/joins.
  WITH g, dated, undated, p:Worker AS worker, count(p) AS records,
    collect(CASE WHEN EXISTS { (p)-[:SAME_AS|WAS_SAME_AS]-() } THEN p.key END) AS joined
  WITH g, collect([dated, undated, worker, records, joined]) AS counts
  RETURN collect([g.key, counts]) AS units
}
CALL () {
  MATCH (p:Person)
  WHERE ($companies IS NULL OR p.company IN $companies)
    AND EXISTS { (p)-[m:WORKS_IN|LIVES_IN|RIDES]->(:Group)-[:PART_OF*0..2]->(:Group {setting: $setting})
      WHERE (m.retracted_at IS NULL OR m.retracted_at > $known_at) AND ($known_at IS NULL OR m.recorded_at <= $known_at)
        AND (m.since IS NULL OR m.since <= $day) AND (m.until IS NULL OR m.until >= $day) }
  WITH p, size([day IN [p.dose_1_date, p.dose_2_date, p.dose_3_date] WHERE day <= $day]) AS dated,
    any(n IN [[p.dose_1_date, p.dose_1_vaccine], [p.dose_2_date, p.dose_2_vaccine], [p.dose_3_date, p.dose_3_vaccine]]
      WHERE n[0] IS NULL AND n[1] IS NOT NULL) AS undated
  WITH dated, undated, p:Worker AS worker, count(p) AS records,
    collect(CASE WHEN EXISTS { (p)-[:SAME_AS|WAS_SAME_AS]-() } THEN p.key END) AS joined
  RETURN collect([dated, undated, worker, records, joined]) AS everyone
}
RETURN units, everyone
