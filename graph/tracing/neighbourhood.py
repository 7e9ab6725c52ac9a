"""What is around a person on some days, folded up: the groups that he or she was in, how many others were there with
the person, and how many of them are cases; chosen groups are opened into people.

A page draws it: a workshop of 1,500 is one node until somebody opens it, and never more people are drawn than a limit.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from graph.database import Database, Transaction
from graph.errors import Invalid, NotFound
from graph.people import brief, cards
from graph.tracing.around import Around, AskedAround, Centre, centre_of, groups_around
from graph.tracing.days import Days, Span, count, iso, union
from graph.tracing.people import People, shown_records
from graph.tracing.steady import read_steadily


def neighbourhood(database: Database, asked: AskedAround, *, own_rules: Path | None = None) -> dict[str, Any]:
    """Return the neighbourhood's document.

    Raises NotFound and Ambiguous for whom nobody or several fit and for a group to open that is none of the
    neighbourhood, Invalid for days that cannot be and for a person without days and case.
    """
    if asked.limit < 1:
        raise Invalid("The limit starts at 1.", "Giới hạn nhỏ nhất là 1.", field="limit")

    def work(transaction: Transaction, _: int) -> dict[str, Any]:
        people = People(known_at=asked.known_at)
        centre = centre_of(transaction, asked, people, own_rules)
        people.learn(transaction, [centre.record])
        found, parts = groups_around(transaction, centre, people)
        return _document(transaction, asked, centre, people, found, parts)

    return read_steadily(database, work)


def _document(
    transaction: Transaction,
    asked: AskedAround,
    centre: Centre,
    people: People,
    found: Sequence[Around],
    parts: Sequence[tuple[str, str]],
) -> dict[str, Any]:
    opened = _opened(asked.open, found)
    infected = {
        other: cases[0]["key"]
        for other in {other for group in found for other in group.others}
        if (cases := people.cases(other, centre.disease))
    }
    wanted = _drawn_first(opened, infected)
    drawn = wanted[: asked.limit - 1]
    person = people.person(centre.record)
    shown = shown_records(transaction, people, [person, *drawn], as_of=centre.as_of, known_at=centre.known_at)
    known = cards(transaction, shown.values(), day=centre.as_of, known_at=centre.known_at)
    names = dict(transaction.one("tracing/names", people=[], groups=[group.key for group in found])["groups"])
    everybody = {other for group in found for other in group.others}
    return {
        "centre": {"person": brief(known[shown[person]].to_document()), "case": centre.case, "window": _window(centre)},
        "rules": centre.rules.id,
        "as_of": centre.as_of.isoformat(),
        "known_at": centre.known_at and centre.known_at.isoformat(),
        "people": len(everybody),
        "cases": len(infected),
        "limit": asked.limit,
        "drawn": 1 + len(drawn),
        "left_out": len(wanted) - len(drawn),
        "groups": [_group(group, names, infected, opened=group in opened, drawn=set(drawn)) for group in found],
        "persons": [
            {"person": brief(known[shown[other]].to_document()), "case": infected.get(other)} for other in drawn
        ],
        "edges": [*_edges(found, opened, shown, person, drawn), *map(_part, parts)],
    }


def _opened(keys: Sequence[str], found: Sequence[Around]) -> list[Around]:
    by_key = {group.key: group for group in found}
    for key in keys:
        if key not in by_key:
            raise NotFound(
                f"{key} is none of the groups around; there are: {', '.join(by_key) or '-'}.",
                f"{key} không phải một nhóm ở đây; hiện có: {', '.join(by_key) or '-'}.",
                field="open",
            )
    return [group for group in found if group.key in keys]


def _drawn_first(opened: Iterable[Around], infected: Mapping[str, str]) -> list[str]:
    """Return the people of opened groups in the order in which they are drawn: cases, then the most shared days."""
    shared: dict[str, list[Span]] = defaultdict(list)
    for group in opened:
        for other, days in group.others.items():
            shared[other] += days
    return sorted(shared, key=lambda other: (other not in infected, -count(union(shared[other])), other))


def _window(centre: Centre) -> dict[str, str | None] | None:
    return None if centre.window is None else {"from": iso(centre.window[0]), "to": iso(centre.window[1])}


def _group(
    group: Around, names: Mapping[str, str], infected: Mapping[str, str], *, opened: bool, drawn: set[str]
) -> dict[str, Any]:
    return {
        "key": group.key,
        "name": names.get(group.key),
        "setting": group.setting,
        "people": len(group.others),
        "cases": len(infected.keys() & group.others.keys()),
        "open": opened,
        "left_out": len(group.others.keys() - drawn) if opened else 0,
    }


def _edges(
    found: Iterable[Around], opened: Sequence[Around], shown: Mapping[str, str], person: str, drawn: Sequence[str]
) -> Iterator[dict[str, Any]]:
    """Yield who was in which group: the person on own days, the people of opened groups on those shared."""
    for group in found:
        yield _edge(shown[person], group.key, group.own)
        if group in opened:
            for other in drawn:
                if other in group.others:
                    yield _edge(shown[other], group.key, union(group.others[other]))


def _edge(person: str, group: str, days: Days) -> dict[str, Any]:
    return {
        "source": person,
        "target": group,
        "relation": "member",
        "from": iso(days[0][0]),
        "to": iso(days[-1][1]),
        "days": count(days),
    }


def _part(pair: tuple[str, str]) -> dict[str, Any]:
    return {"source": pair[0], "target": pair[1], "relation": "part_of", "from": None, "to": None, "days": None}
