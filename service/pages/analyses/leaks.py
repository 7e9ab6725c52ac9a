"""Leaks: by what firms are joined, and which clean ones are next."""

from collections.abc import Mapping
from typing import Any

from service.pages import parts
from service.pages.analyses import cells
from service.pages.analyses.asked import address_of
from service.pages.analyses.skeleton import analysis, got
from service.pages.visit import Visit

#: So many firms and places are named; their number stands beside.
_NAMED = 3


@analysis("leaks", ask=got("leaks"))
async def leaks(visit: Visit, document: Any) -> None:
    """The infected firms, the clean ones next to them, and what joins any two."""
    clean = document["clean_total"]
    parts.text(
        "p",
        visit.say("analyses-leaks-line", infected=len(document["infected"]), near=clean["1"], far=clean["2"]),
    )
    if not document["infected"]:
        parts.empty(visit.say("analyses-no-infected"))
        return
    infected_firms(visit, document["infected"])
    if document["clean"]:
        parts.text("h2", visit.say("analyses-next-firms"))
        _clean(visit, document)
    if document["pairs"]:
        parts.text("h2", visit.say("analyses-joined-firms"))
        _pairs(visit, document)


def infected_firms(visit: Visit, infected: list[Mapping[str, Any]]) -> None:
    """Show the firms with cases, with the way to what can be stopped there."""
    parts.text("h2", visit.say("analyses-infected-firms"))
    parts.Table(
        visit,
        [*cells.worded(visit, "company", "cases", numbers=("cases",)), cells.column("stop", "", sort=False)],
        [
            {
                "key": one["key"],
                "company": cells.firm(visit, one["key"], one["company"]),
                "cases": one["cases"],
                "stop": {
                    "text": visit.say("analyses-what-to-stop"),
                    "to": address_of(visit, "closures", company=one["key"]),
                },
            }
            for one in infected
        ],
        caption=visit.say("analyses-infected-firms"),
    )


def _clean(visit: Visit, document: Mapping[str, Any]) -> None:
    parts.Table(
        visit,
        cells.worded(visit, "company", "hops", "joined-by", "through", numbers=("hops",)),
        [
            {
                "key": one["key"],
                "company": cells.firm(visit, one["key"], one["company"]),
                "hops": one["hops"],
                "joined-by": _joined_by(visit, one["joined_by"]),
                "through": _named(one["through"], one["through_total"]),
            }
            for one in document["clean"]
        ],
        caption=visit.say("analyses-next-firms"),
    )


def _pairs(visit: Visit, document: Mapping[str, Any]) -> None:
    parts.Table(
        visit,
        cells.worded(visit, "company", "other-company", "joined-by", "place"),
        [
            {
                "key": str(at),
                "company": _with_cases(visit, pair["companies"][0]),
                "other-company": _with_cases(visit, pair["companies"][1]),
                "joined-by": _joined_by(visit, pair["joined_by"]),
                "place": _named([place["name"] for place in pair["places"]], len(pair["places"])),
            }
            for at, pair in enumerate(document["pairs"])
        ],
        caption=visit.say("analyses-joined-firms"),
    )


def _with_cases(visit: Visit, firm: Mapping[str, Any]) -> dict[str, Any]:
    note = visit.say("analyses-cases", count=firm["cases"]) if firm["cases"] else ""
    return {**cells.firm(visit, firm["key"], firm["company"]), "note": note}


def _joined_by(visit: Visit, counts: Mapping[str, int]) -> dict[str, Any]:
    told = ", ".join(f"{count} {visit.word(setting)}" for setting, count in counts.items())
    return {"text": told, "sort": sum(count for setting, count in counts.items() if setting != "house")}


def _named(names: list[str], total: int) -> str:
    told = "; ".join(names[:_NAMED])
    return told if total <= _NAMED else f"{told} (+{total - _NAMED})"
