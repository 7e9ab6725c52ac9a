// record
// Record declared meetings.
// vi: Ghi các cuộc gặp đã khai.
// params:  meetings: list<map>
// returns: count
// mode:    write
UNWIND $meetings AS row
MATCH (a:Person {key: row.a})
MATCH (b:Person {key: row.b})
CREATE (a)-[m:MET]->(b)
SET m = row.properties
RETURN count(m) AS count
