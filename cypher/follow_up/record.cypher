// record
// Record what happened to these people.
// vi: Ghi những gì đã xảy ra với những người này.
// params:  events: list<map>
// returns: count
// mode:    write
UNWIND $events AS row
MATCH (p:Person {key: row.person})
CREATE (e:Event)-[:OF]->(p)
SET e = row.properties
RETURN count(e) AS count
