"""Units as the analyses name them: a team or workshop with those that it is part of, as of "Tổ 1" there are many."""

from collections.abc import Iterable, Mapping
from typing import Any

from graph.database import Transaction


def unit_document(key: str, setting: str, names: Mapping[str, str]) -> dict[str, Any]:
    """Return a unit with its name and, of a team or workshop, those of the larger ones."""
    return {
        "key": key,
        "name": names.get(key),
        "setting": setting,
        "in": [names.get(part, part) for part in larger_keys(key, setting)],
    }


def unit_names(transaction: Transaction, units: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the names of units, given as (setting, key), and of the larger ones, by key."""
    keys = {part for setting, key in units for part in (key, *larger_keys(key, setting))}
    return dict(transaction.one("tracing/names", people=[], groups=sorted(keys))["groups"])


def larger_keys(key: str, setting: str) -> list[str]:
    """Return the keys of a team's or workshop's larger units, which its own begins with; the nearest first."""
    parts = key.split("~")
    return ["~".join(parts[:size]) for size in range(len(parts) - 1, 0, -1)] if setting in ("team", "workshop") else []
