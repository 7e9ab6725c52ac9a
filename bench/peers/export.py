"""The memberships out of our graph, so that all engines hold the same."""

from typing import Any

import neo4j

from bench.peers.engine import SETTINGS, Memberships
from graph.database import Connection
from graph.tracing.days import ALWAYS, STILL

_JOINED = "MATCH (a:Person)-[:SAME_AS]->(b:Person) RETURN a.key, b.key"
_PEOPLE = "MATCH (p:Person) RETURN p.key ORDER BY p.key"
#: Days as ordinals: day 1 is 0001-01-01. One record a group.
_MEMBERS = """
MATCH (g:Group)
OPTIONAL MATCH (g)-[:PART_OF]->(larger:Group)
RETURN [[g.key, g.setting], [larger.key, larger.setting]] AS groups,
  [(g)<-[m:WORKS_IN|LIVES_IN|RIDES]-(p:Person) WHERE m.retracted_at IS NULL |
    [p.key, duration.inDays(date('0001-01-01'), m.since).days + 1,
     duration.inDays(date('0001-01-01'), m.until).days + 1, m.shift_key]] AS members
ORDER BY g.key
"""


def export(connection: Connection) -> Memberships:
    """Read all memberships that count today, in the order of their groups."""
    found = Memberships()
    auth = (connection.username, connection.password)
    with (
        neo4j.GraphDatabase.driver(connection.uri, auth=auth, notifications_min_severity="OFF") as driver,
        driver.session() as session,
    ):
        person = _people(session, found)
        groups: dict[str, int] = {}
        shifts: dict[str | None, int] = {None: 0}
        for chain, members in session.run(_MEMBERS):
            for key, setting in chain:
                if setting in SETTINGS:
                    if key not in groups:
                        groups[key] = len(groups)
                        found.settings.append(setting)
                    _add(found, groups[key], members, person, shifts)
        found.shifts += [str(shift) for shift in list(shifts)[1:]]
    return found


def _people(session: neo4j.Session, found: Memberships) -> dict[str, int]:
    """Number the people by the smallest key of their records; return the number of every record."""
    root: dict[str, str] = {}

    def top(key: str) -> str:
        while key in root:
            key = root[key]
        return key

    for one, other in session.run(_JOINED):
        low, high = sorted((top(one), top(other)))
        if low != high:
            root[high] = low
    number: dict[str, int] = {}
    for (key,) in session.run(_PEOPLE):
        if key not in root:
            number[key] = len(found.keys)
            found.keys.append(key)
    return number | {key: number[top(key)] for key in root}


def _add(
    found: Memberships, group: int, members: list[list[Any]], person: dict[str, int], shifts: dict[str | None, int]
) -> None:
    for key, since, until, shift in members:
        found.person.append(person[key])
        found.group.append(group)
        found.since.append(ALWAYS if since is None else since)
        found.until.append(STILL if until is None else until)
        found.shift.append(shifts.setdefault(shift, len(shifts)))
