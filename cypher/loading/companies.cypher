// companies
// Which companies have these tax codes, and which have these keys?
// vi: Công ty nào có mã số thuế này, công ty nào có khóa này?
// params:  asked: list<map>
// returns: companies
// mode:    read
UNWIND range(0, size($asked) - 1) AS place
WITH place, $asked[place] AS row
CALL (row) {
  OPTIONAL MATCH (c:Company {tax_code: row.tax_code})
  WITH c ORDER BY c.key
  RETURN collect(c {.key, .name, .tax_code, .last_as_of})[0] AS by_tax_code
}
OPTIONAL MATCH (c:Group {key: row.key})
OPTIONAL MATCH (g:Group {key: row.given})
WITH place, by_tax_code, c, g ORDER BY place
RETURN collect({
  by_tax_code: by_tax_code,
  by_key: c {.key, .name, .tax_code, .last_as_of},
  by_given: g {.key, .name, .tax_code, .last_as_of}
}) AS companies
