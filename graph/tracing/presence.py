"""Who was in a group on some days: a shared meal or an accident needs no case."""

from collections import defaultdict
from datetime import date, datetime

from graph.database import Transaction
from graph.tracing.days import ordinal, union
from graph.tracing.expand import Group, Meeting, merged
from graph.tracing.people import People, shown_records
from graph.tracing.trace import Contact, Trace, members


def present(transaction: Transaction, group: Group, *, as_of: date, known_at: datetime | None) -> Trace:
    """List who was in a group on the days of its single span: a shared meal or an accident needs no case.

    Level 1, no sources, grade and score None (shared/tracing.md, "Rule sets to ship").
    """
    people = People(known_at=known_at)
    found: dict[str, list[Meeting]] = defaultdict(list)
    answer = members(transaction, [group], known_at)[0]
    people.learn(transaction, answer["marked"])
    first, last = group.hull()
    for since, until, _, there in answer["spans"]:
        days = union([(max(ordinal(since, unknown=first), first), min(ordinal(until, unknown=last), last))])
        for record in there:
            found[people.person(record)].append(Meeting(group.setting, group.key, {"": days}))
    reached: dict[str, tuple[Meeting, ...]] = {}
    for person, spells in found.items():
        shared = tuple(merged(spells))
        reached[person] = shared
    shown = shown_records(transaction, people, reached, as_of=as_of, known_at=known_at)
    contacts = [
        Contact(
            person=person,
            shown=shown[person],
            same_as=people.others(person, shown[person]),
            level=1,
            grade=None,
            score=None,
            days=one[0].days,
            meetings=one,
            parts=(),
            nearest=(),
            case=None,
        )
        for person, one in reached.items()
    ]
    return Trace(
        depth=1,
        windows=(),
        contacts=tuple(sorted(contacts, key=lambda contact: contact.shown)),
        shown=shown,
    )
