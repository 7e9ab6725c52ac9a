"""Which analyses there are, who may see them, and from where the address of one looks."""

from typing import Any

from service.accounts.roles import Permission
from service.pages.visit import Visit

#: The address below /analyses and who may see it, in the order of an outbreak: what happens, why, what to do, how well.
LISTED: tuple[tuple[str, Permission], ...] = (
    ("clusters", Permission.NAMED_ANALYSES),
    ("attack-rates", Permission.ANALYSES),
    ("common-source", Permission.NAMED_ANALYSES),
    ("leaks", Permission.ANALYSES),
    ("bridges", Permission.NAMED_ANALYSES),
    ("closures", Permission.ANALYSES),
    ("intervals", Permission.NAMED_ANALYSES),
    ("offspring", Permission.NAMED_ANALYSES),
    ("coverage", Permission.ANALYSES),
    ("indicators", Permission.ANALYSES),
)
#: What every analysis takes: of which disease, seen from which day, as known when, by which rule set.
VIEW = ("as_of", "disease", "known_at", "rules")
#: So many entries come with a page; the rest is on the next ones.
SHOWN = 200


def view_of(visit: Visit) -> dict[str, str]:
    """Return from where the address of a page looks."""
    return {name: visit.query[name] for name in VIEW if visit.query.get(name)}


def part_of(visit: Visit) -> dict[str, Any]:
    """Return which part of a list the address asks for; the API refuses what is no number."""
    return {"limit": SHOWN, "offset": visit.query.get("offset", 0)}


def address_of(visit: Visit, name: str, **query: Any) -> str:
    """Return the address of an analysis that looks from where this page does."""
    return visit.address(f"/analyses/{name}", **view_of(visit), **query)
