// write_company
// Write a company, and the date of its last file.
// vi: Ghi một công ty và ngày của tệp gần nhất.
// params:  key: string, name: string, tax_code: string, as_of: date
// returns: key
// mode:    write
MERGE (c:Group {key: $key})
ON CREATE SET c:Company, c.name = $name, c.setting = 'company'
SET c.tax_code = coalesce(c.tax_code, $tax_code), c.last_as_of = $as_of
RETURN c.key AS key
