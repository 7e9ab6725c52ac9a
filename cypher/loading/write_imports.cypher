// write_imports
// Write the outcome of runs.
// vi: Ghi kết quả các lần nhập.
// params:  imports: list<map>
// returns: count
// mode:    write
UNWIND $imports AS row
MERGE (i:Import {key: row.key})
SET i += row.properties
RETURN count(i) AS count
