"""What if: contacts, networks and secondary cases as it is, and with the chosen measures."""

from collections.abc import Mapping
from typing import Any

from service.pages import parts
from service.pages.analyses import numbers
from service.pages.analyses.asked import address_of, view_of
from service.pages.background import GivenUp, in_background
from service.pages.visit import Visit

#: What can be done with a group: names of parameters of the address and of the API's body.
MEASURES = ("stop", "split")
_WORD_COLUMNS = ("measure", "before", "after")


def measured(visit: Visit, **measures: list[str]) -> str:
    """Return the address of the closures with other measures than now."""
    kept = {name: visit.query.get(name) for name in ("company", "share", "days")}
    return address_of(visit, "closures", **kept, **measures)


async def what_if(visit: Visit) -> None:
    """Ask what the measures of the address would do, and show it."""
    body = {name: visit.lists.get(name, []) for name in MEASURES}
    asked = {name: visit.query[name] for name in ("company", "days") if visit.query.get(name)}
    try:
        document = await in_background(
            visit, "POST", "/analysis/closures/what-if", body={**body, **asked, **view_of(visit)}
        )
    except GivenUp:
        parts.empty(visit.say("analyses-given-up"))
        return
    _measures(visit, document)
    averted = document["averted"]
    told = numbers.with_ends(visit, averted["mean"], averted["low"], averted["high"])
    parts.text("p", visit.say("analyses-averted", averted=told)).classes("tv-count")
    _compared(visit, document)
    hidden = document["hidden"]
    parts.note(
        visit.say(
            "analyses-what-if-line",
            first=parts.dmy(document["from"]),
            last=parts.dmy(document["to"]),
            people=document["people"],
            idled=document["idled"],
            at_risk=document["at_risk"],
            hidden=numbers.with_ends(visit, hidden["mean"], hidden["low"], hidden["high"]),
            runs=document["runs"],
        )
    )


def _measures(visit: Visit, document: Mapping[str, Any]) -> None:
    chosen = {name: visit.lists.get(name, []) for name in MEASURES}
    with parts.tag("ul").classes("tv-measures"):
        for one in document["measures"]:
            group = one["group"]
            told = f"{visit.word(one['setting'])} {', '.join([group['name'], *group['in']])}"
            with parts.tag("li"):
                said = visit.say(f"analyses-measure-{one['measure']}", group=told, people=one["people"])
                parts.text("span", f"{said} · ")
                rest = {name: [key for key in keys if key != group["key"]] for name, keys in chosen.items()}
                link = parts.link(visit.say("analyses-act-leave"), measured(visit, **rest))
                link._props["aria-label"] = f"{visit.say('analyses-act-leave')}: {told}"


def _compared(visit: Visit, document: Mapping[str, Any]) -> None:
    before, after = _side(visit, document["before"]), _side(visit, document["after"])
    parts.Table(
        visit,
        [
            {"name": name, "label": visit.word(name), "align": "right" if at else "left"}
            for at, name in enumerate(_WORD_COLUMNS)
        ],
        [{"key": name, "measure": visit.word(name), "before": before[name], "after": after[name]} for name in before],
        caption=visit.say("analyses-what-if"),
    )


def _side(visit: Visit, side: Mapping[str, Any]) -> dict[str, str]:
    contacts, components, cases = side["contacts"], side["components"], side["secondary_cases"]
    return {
        "secondary-cases": numbers.with_ends(visit, cases["mean"], cases["low"], cases["high"]),
        "none": numbers.share(visit, cases["none"]),
        "contacts-mean": numbers.decimal(visit, contacts["mean"]),
        "contacts-people": str(contacts["people"]),
        "components": str(components["total"]),
        "largest-component": str(components["largest"]),
        "joined-to-risk": str(components["people_at_risk"]),
    }
