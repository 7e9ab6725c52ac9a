"""Attack rates: how many of those exposed fell ill, where, and who."""

from collections.abc import Mapping
from typing import Any

from service.pages import parts
from service.pages.analyses import cells, charts, numbers
from service.pages.analyses.address_form import AddressForm
from service.pages.analyses.skeleton import analysis, got
from service.pages.visit import Visit

_BY = (
    "workshop", "team", "company", "vehicle", "room", "house", "shift", "vaccination", "age", "sex", "setting",
)  # fmt: skip
#: Traits whose values are words.
_WORDS = ("sex", "setting")


def _fields(visit: Visit, form: AddressForm) -> None:
    choices = {by: visit.say(f"analyses-by-{by}") for by in _BY}
    form.choice("by", choices, label=visit.say("analyses-by"), default="workshop")
    form.firm(hint=visit.say("analyses-all-firms"))
    form.day("from", label=visit.say("analyses-from-day"))
    form.day("to", label=visit.say("analyses-to-day"))


@analysis("attack-rates", ask=got("attack-rates", "by", "company", "from", "to", by="workshop"), fields=_fields)
async def attack_rates(visit: Visit, document: Any) -> None:
    """Cases over people exposed, by unit or by trait, with the curve of all."""
    by, rates = document["by"], document["rates"]
    span = {"first": parts.dmy(document["from"]), "last": parts.dmy(document["to"])}
    parts.text("p", visit.say("analyses-attack-rates-line", **span))
    if by == "setting":
        left_out = {"pending": document["pending"], "ill_before": document["ill_before"]}
        parts.text("p", visit.say("analyses-secondary-line", **left_out))
    if not rates:
        parts.empty(visit.say("analyses-no-rates"))
    else:
        label = visit.say("analyses-rates-of", by=visit.say(f"analyses-by-{by}"))
        charts.bars(
            visit,
            [_name(visit, by, rate) for rate in rates],
            [(rate["rate"] * 100, rate["low"] * 100, rate["high"] * 100) for rate in rates if rate["rate"] is not None],
            label=label,
            measure=f"{visit.word('attack-rate')} (%)",
        )
        _table(visit, by, document, label)
    if document["curve"]:
        parts.text("h2", visit.say("analyses-curve"))
        charts.curve(visit, document["curve"], label=visit.say("analyses-curve"))


def _name(visit: Visit, by: str, rate: Mapping[str, Any]) -> str:
    if (unit := rate["unit"]) is not None:
        return "\n".join(part for part in (unit["name"] or unit["key"], " · ".join(unit["in"])) if part)
    if rate["value"] is None:
        return visit.word("unknown")
    return visit.word(rate["value"]) if by in _WORDS else str(rate["value"])


def _table(visit: Visit, by: str, document: Mapping[str, Any], label: str) -> None:
    right = ("cases", "people", "attack-rate", "risk-ratio")
    parts.Table(
        visit,
        [
            cells.column("unit", visit.say(f"analyses-by-{by}").capitalize()),
            *cells.worded(visit, *right, numbers=right),
        ],
        [
            {
                "key": str(at),
                "unit": cells.group(visit, rate["unit"]) if rate["unit"] else _name(visit, by, rate),
                "cases": rate["cases"],
                "people": rate["people"],
                "attack-rate": {"text": numbers.share_with_ends(visit, rate, "rate"), "sort": rate["rate"] or 0},
                "risk-ratio": _ratio(visit, rate["risk_ratio"]),
            }
            for at, rate in enumerate(document["rates"])
        ],
        caption=label,
    )


def _ratio(visit: Visit, ratio: Mapping[str, float] | None) -> dict[str, Any]:
    if ratio is None:
        return {"text": numbers.UNKNOWN, "sort": None}
    return {"text": numbers.with_ends(visit, ratio["ratio"], ratio["low"], ratio["high"]), "sort": ratio["ratio"]}
