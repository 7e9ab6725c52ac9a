"""Bridges: by whom and by what workshops, or firms, are joined."""

from collections.abc import Mapping
from typing import Any

from service.pages import parts
from service.pages.analyses import cells, numbers
from service.pages.analyses.address_form import AddressForm
from service.pages.analyses.asked import address_of
from service.pages.analyses.skeleton import analysis, got_in_background
from service.pages.visit import Visit

_BETWEEN = ("workshop", "company")


def _fields(visit: Visit, form: AddressForm) -> None:
    choices = {between: visit.say(f"analyses-by-{between}") for between in _BETWEEN}
    form.choice("between", choices, label=visit.say("analyses-between"), default=_BETWEEN[0])
    form.firm(hint=visit.say("analyses-all-firms"))


@analysis("bridges", ask=got_in_background("bridges", "between", "company"), fields=_fields)
async def bridges(visit: Visit, document: Any) -> None:
    """Those without which some would be apart first, then by betweenness."""
    counts = {"people": document["people"], "units": document["units"], "groups": document["groups_total"]}
    between = visit.word(document["between"])
    parts.text("p", visit.say("analyses-bridges-line", between=between, bridges=document["total"], **counts))
    if not document["bridges"]:
        parts.empty(visit.say("analyses-no-bridges"))
        return
    covered = document["coverage"]["at_least_two"]
    if covered["of"]:
        told = numbers.share_with_ends(visit, covered)
        parts.text("p", visit.say("analyses-bridges-doses", people=covered["of"], share=told))
    parts.Table(
        visit,
        [
            *cells.worded(visit, "bridge", "kind", "separates", "betweenness", "joins", numbers=("betweenness",)),
            cells.column("try", visit.say("analyses-try"), sort=False),
        ],
        [
            {
                "key": str(at),
                "bridge": _bridge(visit, one),
                "kind": visit.word(one["kind"]),
                "separates": _separated(one),
                "betweenness": {"text": numbers.share(visit, one["betweenness"]), "sort": one["betweenness"]},
                "joins": _units(one["units"], one["units_total"]),
                "try": _try(visit, one["group"]),
            }
            for at, one in enumerate(document["bridges"])
        ],
        caption=visit.say("analyses-title-bridges"),
    )


def _bridge(visit: Visit, one: Mapping[str, Any]) -> dict[str, Any]:
    if (person := one["person"]) is not None:
        shown = cells.person(visit, person)
        doses = visit.word("unknown") if one["doses"] is None else str(one["doses"])
        notes = (shown["note"], visit.word("case") if one["case"] else "", visit.say("analyses-doses", doses=doses))
        return {**shown, "note": parts.joined(*notes)}
    return {"text": one["group"]["name"] or one["group"]["key"]}


def _try(visit: Visit, group: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the way to what would be if a place were stopped."""
    if group is None:
        return {"text": ""}
    return {"text": visit.say("analyses-act-stop"), "to": address_of(visit, "closures", stop=group["key"])}


def _separated(one: Mapping[str, Any]) -> dict[str, Any]:
    told = " | ".join(_units(part["named"], part["units"]) for part in one["separates"])
    return {"text": told, "sort": -len(one["separates"])}


def _units(named: list[Mapping[str, Any]], total: int) -> str:
    told = ", ".join(unit["name"] or unit["key"] for unit in named)
    return told if total <= len(named) else f"{told} (+{total - len(named)})"
