// update
// Write a case's dates, or retract it.
// vi: Ghi lại các ngày của ca bệnh, hoặc hủy ca bệnh.
// params:  key: string, properties: map
// returns: key
// mode:    write
MATCH (c:Case {key: $key})
SET c += $properties
RETURN c.key AS key
