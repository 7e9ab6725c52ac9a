// unfinished
// Which runs were asked for and not finished?
// vi: Những lần nhập nào đã nhận nhưng chưa xong?
// params:  -
// returns: imports
// mode:    read
MATCH (i:Import) WHERE i.state IN ['queued', 'running']
WITH i ORDER BY i.started_at, i.key
RETURN collect(i {.key, .file, .report, .mode}) AS imports
