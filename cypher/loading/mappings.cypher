// mappings
// What was confirmed of the titles of firms' files?
// vi: Đã xác nhận cách đọc cột nào trong tệp của các công ty?
// params:  company: string
// returns: mappings
// mode:    read
OPTIONAL MATCH (m:Mapping) WHERE $company IS NULL OR m.company = $company
OPTIONAL MATCH (c:Group {key: m.company})
WITH m, c ORDER BY m.key
RETURN collect(m {.key, .company, .tax_code, .signature, .columns, .confirmed_at, name: c.name}) AS mappings
