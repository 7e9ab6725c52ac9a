// due_places
// To which rooms, houses, villages and vehicles is nobody tied, nor any smaller place?
// vi: Phòng, nhà, thôn, xe nào không còn ai và không còn nơi nhỏ hơn?
// params:  limit: int, counting: bool
// returns: total, records
// mode:    read
MATCH (g:Residence|Vehicle)
WHERE NOT EXISTS { (g)<-[:LIVES_IN|RIDES|PART_OF]-() }
WITH g LIMIT $limit
RETURN count(*) AS total, collect(CASE WHEN NOT $counting THEN [elementId(g), [g.key], []] END) AS records
