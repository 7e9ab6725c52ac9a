"""Coverage: where how many are vaccinated."""

from collections.abc import Mapping
from typing import Any

from service.pages import parts
from service.pages.analyses import cells, charts, numbers
from service.pages.analyses.address_form import AddressForm
from service.pages.analyses.skeleton import analysis, got
from service.pages.visit import Visit

_BY = ("workshop", "company", "team", "room", "house", "vehicle")
_DOSES = {"no-dose": "0", "one-dose": "1", "two-doses": "2", "unknown": "unknown"}
_SHARES = {"at-least-one": "at_least_one", "at-least-two": "at_least_two"}


def _fields(visit: Visit, form: AddressForm) -> None:
    choices = {by: visit.say(f"analyses-by-{by}") for by in _BY}
    form.choice("by", choices, label=visit.say("analyses-by"), default=_BY[0])
    form.firm(hint=visit.say("analyses-all-firms"))


@analysis("coverage", ask=got("coverage", "by", "company", by=_BY[0]), fields=_fields)
async def coverage(visit: Visit, document: Any) -> None:
    """People of each unit by doses, the lowest coverage first."""
    units, everyone = document["units"], document["everyone"]
    if not units:
        parts.empty(visit.say("analyses-nobody"))
        return
    with parts.tag("div").classes("tv-counts"):
        parts.text("span", visit.say("trace-total", total=everyone["people"])).classes("tv-count")
        for word, name in _SHARES.items():
            parts.chip(f"{visit.word(word)}: {numbers.share_with_ends(visit, everyone[name])}")
    label = visit.say("analyses-coverage-of", by=visit.say(f"analyses-by-{document['by']}"))
    known = [one for one in units if one["at_least_one"]["share"] is not None]
    charts.bars(
        visit,
        ["\n".join(part for part in (_name(one), " · ".join(one["unit"]["in"])) if part) for one in known],
        [_bar(one["at_least_one"]) for one in known],
        label=label,
        measure=f"{visit.word('at-least-one')} (%)",
    )
    right = ("people", *_DOSES, *_SHARES)
    parts.Table(
        visit,
        [
            cells.column("unit", visit.say(f"analyses-by-{document['by']}").capitalize()),
            *cells.worded(visit, *right, numbers=right),
        ],
        [{"key": one["unit"]["key"], "unit": cells.group(visit, one["unit"]), **_counts(visit, one)} for one in units],
        caption=label,
    )


def _name(one: Mapping[str, Any]) -> str:
    return str(one["unit"]["name"] or one["unit"]["key"])


def _bar(part: Mapping[str, Any]) -> tuple[float, float, float]:
    return part["share"] * 100, part["low"] * 100, part["high"] * 100


def _counts(visit: Visit, one: Mapping[str, Any]) -> dict[str, Any]:
    shares = {
        word: {"text": numbers.share_with_ends(visit, one[name]), "sort": one[name]["share"]}
        for word, name in _SHARES.items()
    }
    return {"people": one["people"], **{word: one["doses"][name] for word, name in _DOSES.items()}, **shares}
