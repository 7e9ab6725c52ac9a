// joined_firms
// Which rooms, houses and vehicles had workers of several firms in a period (drawn with one worker of each firm)?
// vi: Những phòng, nhà, xe nào có công nhân của nhiều công ty trong khoảng thời gian này (mỗi nơi vẽ một người của mỗi công ty)?
// title:   Các công ty nối nhau qua phòng, nhà, xe / Firms joined by rooms, houses and vehicles
// params:  first: day, last: day
// returns: path, left_out
// mode:    read
WITH date($first) AS first, date($last) AS last
MATCH (w:Worker)-[m:LIVES_IN|RIDES]->(:Group)-[:PART_OF*0..1]->(g:Group)
WHERE m.retracted_at IS NULL AND (m.since IS NULL OR m.since <= last) AND (m.until IS NULL OR m.until >= first)
  AND g.setting IN ['room', 'house', 'vehicle']
WITH first, last, g, w.company AS firm, count(DISTINCT w) AS workers, min(w.key) AS worker
WITH first, last, g, collect(worker) AS drawn, sum(workers) AS workers
WHERE size(drawn) > 1
UNWIND drawn AS key
CALL (first, last, g, key) {
  MATCH path = (g)<-[:PART_OF*0..1]-(:Group)<-[m:LIVES_IN|RIDES]-(:Person {key: key})
  WHERE m.retracted_at IS NULL AND (m.since IS NULL OR m.since <= last) AND (m.until IS NULL OR m.until >= first)
  RETURN path, 0 AS place
  UNION
  MATCH path = (:Person {key: key})-[m:WORKS_IN]->(:Group)-[:PART_OF*0..2]->(:Company)
  WHERE m.retracted_at IS NULL AND (m.since IS NULL OR m.since <= last) AND (m.until IS NULL OR m.until >= first)
  RETURN path, 1 AS place
}
WITH path, place, drawn, workers, g, key
ORDER BY size(drawn) DESC, workers DESC, g.key, key, place, [node IN nodes(path) | node.key]
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
