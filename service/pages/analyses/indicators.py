"""Indicators: whether tracing keeps up."""

from collections.abc import Mapping
from typing import Any

from service.indicators import shares_and_spreads
from service.pages import parts
from service.pages.analyses import cells, charts, numbers
from service.pages.analyses.address_form import AddressForm
from service.pages.analyses.asked import view_of
from service.pages.analyses.skeleton import analysis
from service.pages.visit import Visit

_DAYS, _MOST_DAYS = 7, 366


def _fields(visit: Visit, form: AddressForm) -> None:
    form.number("days", label=visit.say("analyses-last-days"), default=_DAYS, least=1, most=_MOST_DAYS)


async def _asked(visit: Visit) -> Any:
    return await visit.api.get("/analysis/indicators", **view_of(visit), days=visit.query.get("days"))


@analysis("indicators", ask=_asked, fields=_fields)
async def indicators(visit: Visit, document: Any) -> None:
    """Shares and hours of the cases found in the last days, and by day."""
    counts = {name: document[name] for name in ("cases", "lists", "contacts")}
    span = {"first": parts.dmy(document["from"]), "last": parts.dmy(document["to"])}
    parts.text("p", visit.say("analyses-indicators-line", **span, **counts))
    if not document["cases"]:
        parts.empty(visit.say("analyses-indicators-none"))
        return
    parts.Table(
        visit,
        [{**one, "sort": False} for one in cells.worded(visit, "indicator", "value", "of", numbers=("value", "of"))],
        [
            {"key": name, "indicator": _indented(visit.word(name)), "value": value, "of": of}
            for name, (value, of) in _indicators(visit, document).items()
        ],
        caption=visit.say("analyses-title-indicators"),
    )
    _by_day(visit, document)


def _indicators(visit: Visit, document: Mapping[str, Any]) -> dict[str, tuple[str, int]]:
    """Return by the word of each indicator its value, and of how many it is."""
    shares, spreads = shares_and_spreads(document)
    return {
        **{name: (numbers.share_with_ends(visit, part), part["of"]) for name, part in shares.items()},
        **{name: (_quartiles(visit, some), some["cases"]) for name, some in spreads.items()},
    }


def _indented(word: str) -> str:
    """Return a word of which two blanks say that it is a part of the one before."""
    return f"– {word.strip()}" if word.startswith(" ") else word


def _quartiles(visit: Visit, some: Mapping[str, Any]) -> str:
    if some["median"] is None:
        return numbers.UNKNOWN
    return numbers.with_ends(visit, some["median"], some["lower"], some["upper"])


def _by_day(visit: Visit, document: Mapping[str, Any]) -> None:
    by_day = document["by_day"]
    parts.text("h2", visit.say("analyses-by-day"))
    charts.histogram(
        [parts.dmy(one["on"])[:5] for one in by_day],
        {
            visit.word("cases"): [one["cases"] for one in by_day],
            visit.word("indicator-isolated"): [one["isolated"] for one in by_day],
        },
        label=visit.say("analyses-indicators-chart"),
        across=visit.say("analyses-found-on"),
        up=visit.word("cases"),
    )
    words = {
        "cases": "cases", "indicator-listed": "listed", "indicator-isolated": "isolated", "lists": "lists",
        "contacts": "contacts", "indicator-quarantined": "quarantined",
    }  # fmt: skip
    parts.Table(
        visit,
        cells.worded(visit, "on", *words, numbers=words),
        [
            {"key": one["on"], "on": cells.day(one["on"]), **{word: one[name] for word, name in words.items()}}
            for one in by_day
        ],
        caption=visit.say("analyses-by-day"),
    )
