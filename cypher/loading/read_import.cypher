// read_import
// What is known of this run?
// vi: Lần nhập này ra sao?
// params:  key: string
// returns: imports
// mode:    read
OPTIONAL MATCH (i:Import {key: $key})
RETURN collect(i {.key, .file, .company, .as_of, .state, .mode, .started_at, .report}) AS imports
