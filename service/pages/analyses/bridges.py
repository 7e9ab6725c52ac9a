"""Bridges: by whom and by what workshops, or firms, are joined."""

from collections.abc import Mapping
from typing import Any

from service.accounts.roles import Permission
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
    form.line("company", label=visit.word("company").capitalize(), hint=visit.say("analyses-all-firms"))


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
        cells.worded(visit, "bridge", "kind", "separates", "betweenness", "joins", numbers=("betweenness",)),
        [
            {
                "key": str(at),
                "bridge": _bridge(visit, one),
                "kind": visit.word(one["kind"]),
                "separates": _separated(one),
                "betweenness": {"text": numbers.share(visit, one["betweenness"]), "sort": one["betweenness"]},
                "joins": _units(one["units"], one["units_total"]),
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
        return {**shown, "note": " · ".join(note for note in notes if note)}
    group = one["group"]
    stop = {"to": address_of(visit, "closures", stop=group["key"])} if visit.may(Permission.ANALYSES) else {}
    return {"text": group["name"] or group["key"], "note": visit.say("analyses-try-stop") if stop else "", **stop}


def _separated(one: Mapping[str, Any]) -> dict[str, Any]:
    told = " | ".join(_units(part["named"], part["units"]) for part in one["separates"])
    return {"text": told, "sort": -len(one["separates"])}


def _units(named: list[Mapping[str, Any]], total: int) -> str:
    told = ", ".join(unit["name"] or unit["key"] for unit in named)
    return told if total <= len(named) else f"{told} (+{total - len(named)})"
