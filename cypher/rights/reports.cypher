// reports
// Which imports' reports hold one of these texts?
// vi: Báo cáo nhập nào chứa một trong các chữ này?
// params:  texts: list<string>
// returns: reports
// mode:    read
OPTIONAL MATCH (i:Import) WHERE any(text IN $texts WHERE i.report CONTAINS text)
WITH i WHERE i IS NOT NULL ORDER BY i.key
RETURN collect([i.key, i.report]) AS reports
