// companies
// Which companies are there, with how many workers and files of which day?
// vi: Có những công ty nào, bao nhiêu công nhân, tệp của ngày nào?
// params:  key: string, day: date
// returns: companies
// mode:    read
MATCH (c:Company:Group) WHERE $key IS NULL OR c.key = $key
WITH c ORDER BY c.key
RETURN collect({key: c.key, name: c.name, tax_code: c.tax_code, last_import: c.last_as_of,
  workers: COUNT { MATCH (w:Worker {company: c.key}) WHERE EXISTS { (w)-[m:WORKS_IN]->() WHERE m.retracted_at IS NULL
    AND (m.since IS NULL OR m.since <= $day) AND (m.until IS NULL OR m.until >= $day) } }}) AS companies
