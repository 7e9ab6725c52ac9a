"""Cells of the analyses' tables: people, cases, firms and groups, with links for who may follow them."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from service.accounts.roles import Permission
from service.pages.analyses.skeleton import may_open
from service.pages.parts import dmy, joined
from service.pages.visit import Visit


def column(name: str, label: str, *, number: bool = False, sort: bool = True) -> dict[str, Any]:
    """Return a column of a table; numbers stand on the right."""
    called = label[:1].upper() + label[1:] if len(label) > 1 else label  # k is another number than K
    return {"name": name, "label": called, "align": "right" if number else "left", "sort": sort}


def worded(visit: Visit, *names: str, numbers: Iterable[str] = ()) -> list[dict[str, Any]]:
    """Return columns that are called by the words of their names."""
    right = set(numbers)
    return [column(name, visit.word(name), number=name in right) for name in names]


def case(visit: Visit, key: str, person: Mapping[str, Any]) -> dict[str, Any]:
    """Return whose a case is, with the firm below."""
    name = person["name"] or person["key"]
    note = joined(person.get("code"), person.get("company"))
    return {"text": name, "note": note, **may_open(visit, f"/cases/{quote(key, safe='')}", Permission.CASES)}


def person(visit: Visit, one: Mapping[str, Any]) -> dict[str, Any]:
    """Return a person, with the firm below."""
    note = joined(one.get("code"), one.get("company"))
    link = may_open(visit, f"/people/{quote(one['key'], safe='')}", Permission.PERSONS)
    return {"text": one["name"] or one["key"], "note": note, **link}


def firm(visit: Visit, key: str, name: str) -> dict[str, Any]:
    """Return a firm."""
    return {"text": name, **may_open(visit, f"/companies/{quote(key, safe='')}", Permission.COMPANIES)}


def day(on: str | None) -> dict[str, Any]:
    """Return a day, sorted as one."""
    return {"text": dmy(on), "sort": on or ""}


def days(first: str, last: str) -> dict[str, Any]:
    """Return a span of days, sorted by the first."""
    return {"text": dmy(first) if first == last else f"{dmy(first)}–{dmy(last)}", "sort": first}


def group(visit: Visit, one: Mapping[str, Any], setting: str | None = None) -> dict[str, Any]:
    """Return a group, with where it is below, and what it is where a table holds several settings."""
    kind = visit.word(setting)
    note = joined(kind, *one.get("in", ()))
    return {"text": one["name"] or one["key"], "note": note}
