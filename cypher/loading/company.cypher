// company
// Which company has this tax code, and which has this key?
// vi: Công ty nào có mã số thuế này, công ty nào có khóa này?
// params:  tax_code: string, key: string
// returns: by_tax_code, by_key
// mode:    read
CALL () {
  OPTIONAL MATCH (c:Company {tax_code: $tax_code})
  WITH c ORDER BY c.key
  RETURN collect(c {.key, .name, .tax_code, .last_as_of})[0] AS by_tax_code
}
OPTIONAL MATCH (c:Group {key: $key})
RETURN by_tax_code, c {.key, .name, .tax_code, .last_as_of} AS by_key
