// read_import
// What is known of this run?
// vi: Lần nhập này ra sao?
// params:  key: string, companies: list<string>
// returns: imports
// mode:    read
OPTIONAL MATCH (i:Import {key: $key}) WHERE $companies IS NULL OR coalesce(i.company, i.sent_for) IN $companies
RETURN collect(i {.key, .file, .company, .as_of, .state, .mode, .started_at, .report}) AS imports
