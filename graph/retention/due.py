"""What is due on a day: for each kind of data the query that finds it, and how it then goes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from graph.clock import VIETNAM
from graph.database import Transaction
from graph.retention.clocks import Days
from graph.retention.freezing import CLOSING, Frozen

#: Of a worker who left these are emptied; name, code, birth and sex stay until the record itself goes.
IDENTITY = ("citizen_id", "phone", "home_address", "residence_text", "travel")
DOSES = tuple(f"dose_{number}_{what}" for number in (1, 2, 3) for what in ("date", "vaccine"))
#: All of them: no limit.
EVERYTHING = 2**62


@dataclass(frozen=True, slots=True)
class View:
    """From where it is looked: the day, the clocks, and what open cases hold back."""

    day: date
    days: Days
    frozen: Frozen

    def before(self, kind: str) -> date:
        """Return the day before which data of a kind is due: it is kept for ``days`` whole days."""
        return self.day - timedelta(days=self.days[kind] or 0)

    def moment(self, kind: str) -> datetime:
        """Return the same as a moment: the beginning of that day in Vietnam."""
        return datetime.combine(self.before(kind), time(), VIETNAM)


@dataclass(frozen=True, slots=True)
class Way:
    """How one kind of data is found and how it goes. ``emptied`` are the properties that are taken away."""

    kind: str
    query: str
    how: Literal["edges", "nodes", "emptied"]
    emptied: tuple[str, ...] = ()

    def params(self, view: View) -> dict[str, Any]:
        """Return the parameters of its query."""
        people = sorted(view.frozen.people)
        open_ = sorted({name for case in view.frozen.cases for name in (case.key, case.person)})
        day, moment = view.before(self.kind), view.moment(self.kind)
        closing = {"withdrawn": view.moment("withdrawn")}
        given: Mapping[str, dict[str, Any]] = {
            "due_attributes": {"names": list(self.emptied), "before": day, "frozen": people},
            "due_stays": {"type": _STAYS.get(self.kind), "before": day, "frozen": people},
            "due_work": {"before": day, "frozen": people},
            "due_meetings": {"before": day, "frozen": people},
            "due_withdrawn": {"before": moment, "frozen": people},
            "due_cases": {"before": day, "closing": list(CLOSING), "frozen": people, **closing},
            "due_events": {"before": day, "frozen": people, **closing},
            "due_lists": {"before": moment, "open": open_},
            "due_imports": {"before": moment},
            "due_sessions": {"before": moment},
            "due_persons": {"frozen": people},
        }
        return given.get(self.query, {})


_STAYS = {"residence": "LIVES_IN", "vehicle": "RIDES"}

#: In this order: what is told by the days of work goes before them, people after their facts, places after people.
WAYS: tuple[Way, ...] = (
    Way("doses", "due_attributes", "emptied", DOSES),
    Way("identity", "due_attributes", "emptied", IDENTITY),
    Way("residence", "due_stays", "edges"),
    Way("vehicle", "due_stays", "edges"),
    Way("met", "due_meetings", "edges"),
    Way("withdrawn", "due_withdrawn", "edges"),
    Way("cases", "due_cases", "nodes"),
    Way("events", "due_events", "nodes"),
    Way("work", "due_work", "edges"),
    Way("lists", "due_lists", "nodes"),
    Way("imports", "due_imports", "emptied", ("report",)),
    Way("sessions", "due_sessions", "nodes"),
    Way("persons", "due_persons", "nodes"),
    Way("suggestions", "due_suggestions", "nodes"),
    Way("places", "due_places", "nodes"),
)


def counted(transaction: Transaction, way: Way, view: View) -> int:
    """Return how many records of a kind are due."""
    return int(_ask(transaction, way, view, limit=EVERYTHING, counting=True)["total"])


def found(transaction: Transaction, way: Way, view: View, *, limit: int) -> list[tuple[str, list[str], list[str]]]:
    """Return some records that are due: Neo4j's name, what makes up the record's key, keys of the people meant."""
    records = _ask(transaction, way, view, limit=limit, counting=False)["records"]
    return [(name, ["" if part is None else str(part) for part in key], people) for name, key, people in records]


def remove(transaction: Transaction, way: Way, names: list[str]) -> int:
    """Let these records go; return how many did."""
    if way.how == "emptied":
        properties = dict.fromkeys(way.emptied)
        return int(transaction.one("retention/empty", records=names, properties=properties)["count"])
    return int(transaction.one(f"retention/delete_{way.how}", records=names)["count"])


def _ask(transaction: Transaction, way: Way, view: View, *, limit: int, counting: bool) -> dict[str, Any]:
    return transaction.one(f"retention/{way.query}", **way.params(view), limit=limit, counting=counting)
