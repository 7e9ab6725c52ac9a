// write_report
// Write an import's report without what is erased.
// vi: Ghi lại báo cáo nhập, không còn điều đã xóa.
// params:  key: string, report: string
// returns: count
// mode:    write
MATCH (i:Import {key: $key})
SET i.report = $report
RETURN count(i) AS count
