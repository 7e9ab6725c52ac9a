// write_import
// Write one run's outcome.
// vi: Ghi kết quả một lần nhập.
// params:  key: string, properties: map
// returns: key
// mode:    write
MERGE (i:Import {key: $key})
SET i += $properties
RETURN i.key AS key
