// same_room
// Which people of one given name live in one room now, and are not all of one roster?
// vi: Những ai cùng tên đang ở cùng phòng mà không cùng một danh sách?
// params:  most: integer, day: date
// returns: groups
// mode:    read
MATCH (r:Residence {setting: 'room'})<-[m:LIVES_IN]-(p:Person)
WHERE m.retracted_at IS NULL AND (m.until IS NULL OR m.until >= $day) AND (m.since IS NULL OR m.since <= $day)
WITH r, collect(DISTINCT p) AS living
WHERE size(living) > 1 AND size(living) <= $most
UNWIND living AS p
WITH r, last(split(p.folded_name, ' ')) AS given, collect(p.key) AS people,
     count(DISTINCT coalesce(p.company, p.key)) AS rosters
WHERE rosters > 1
RETURN collect(people) AS groups
