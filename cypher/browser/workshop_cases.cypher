// workshop_cases
// Which cases of this period worked in this workshop on the day of onset, sample or result, in which teams?
// vi: Những ca bệnh nào trong khoảng thời gian này làm ở phân xưởng này vào ngày khởi phát, lấy mẫu hoặc có kết quả, thuộc tổ nào?
// title:   Các ca bệnh của một phân xưởng / A workshop's cases
// params:  workshop: key, first: day, last: day
// returns: path, left_out
// mode:    read
WITH date($first) AS first, date($last) AS last
MATCH path = (:Workshop:Group {key: $workshop})<-[:PART_OF*0..1]-(part:Group)<-[m:WORKS_IN]-(:Person)<-[:OF]-(c:Case)
WITH first, last, path, part, m, c, coalesce(c.onset, c.sampled, c.confirmed) AS day
WHERE c.retracted_at IS NULL AND first <= day <= last
  AND m.retracted_at IS NULL AND (m.since IS NULL OR m.since <= day) AND (m.until IS NULL OR m.until >= day)
WITH path ORDER BY part.key, day, c.key, [node IN nodes(path) | node.key]
WITH collect(path) AS paths
// As many paths as have 300 nodes or fewer: more than that nobody reads.
CALL (paths) {
  UNWIND range(0, size(paths) - 1) AS number
  UNWIND nodes(paths[number]) AS node
  WITH node, min(number) AS first ORDER BY first
  RETURN coalesce(collect(first)[300], size(paths)) AS drawn
}
UNWIND paths[..drawn] AS path
RETURN path, size(paths) - drawn AS left_out
