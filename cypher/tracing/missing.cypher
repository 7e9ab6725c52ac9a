// missing
// How complete and how old is what is known of these companies?
// vi: Dữ liệu về các công ty này đầy đủ và mới đến đâu?
// params:  companies: list<string>, day: date, known_at: datetime
// returns: companies
// mode:    read
UNWIND $companies AS key
MATCH (c:Company:Group {key: key})
CALL (c) {
  MATCH (w:Worker {company: c.key})
  WHERE EXISTS { (w)-[m:WORKS_IN]->()
    WHERE (m.retracted_at IS NULL OR m.retracted_at > $known_at) AND ($known_at IS NULL OR m.recorded_at <= $known_at)
      AND (m.since IS NULL OR m.since <= $day) AND (m.until IS NULL OR m.until >= $day) }
  RETURN count(w) AS workers,
    count(CASE WHEN EXISTS { (w)-[m:LIVES_IN]->(home)
      WHERE home.implied IS NULL AND (m.retracted_at IS NULL OR m.retracted_at > $known_at) AND ($known_at IS NULL OR m.recorded_at <= $known_at)
        AND (m.since IS NULL OR m.since <= $day) AND (m.until IS NULL OR m.until >= $day) } THEN 1 END) AS with_residence,
    count(CASE WHEN EXISTS { (w)-[m:RIDES]->()
      WHERE (m.retracted_at IS NULL OR m.retracted_at > $known_at) AND ($known_at IS NULL OR m.recorded_at <= $known_at)
        AND (m.since IS NULL OR m.since <= $day) AND (m.until IS NULL OR m.until >= $day) } THEN 1 END) AS with_vehicle
}
CALL (c) {
  OPTIONAL MATCH (i:Import {company: c.key}) WHERE i.state = 'done' AND i.mode = 'apply' AND i.as_of <= $day
    AND ($known_at IS NULL OR i.started_at <= $known_at)
  RETURN max(i.as_of) AS last_import
}
RETURN collect({key: c.key, company: c.name, workers: workers, with_residence: with_residence,
  with_vehicle: with_vehicle, last_import: last_import}) AS companies
