// write_companies
// Write companies, and the date of each one's last file.
// vi: Ghi các công ty và ngày của tệp gần nhất.
// params:  companies: list<map>
// returns: count
// mode:    write
UNWIND $companies AS row
MERGE (c:Group {key: row.key})
ON CREATE SET c:Company, c.name = row.name, c.setting = 'company'
SET c.tax_code = coalesce(c.tax_code, row.tax_code), c.last_as_of = row.as_of, c.last_run = row.run
RETURN count(c) AS count
