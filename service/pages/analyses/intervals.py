"""Intervals: how long from one case to the next, and which pairs cannot be."""

from collections.abc import Iterator, Mapping
from typing import Any

from service.pages import parts
from service.pages.analyses import cells, charts, numbers
from service.pages.analyses.address_form import AddressForm
from service.pages.analyses.skeleton import analysis, got
from service.pages.visit import Visit

_KINDS = ("serial_interval", "generation_time")
_FITTED = ("certain", "all")


def _fields(visit: Visit, form: AddressForm) -> None:
    form.tick("flagged", label=visit.say("analyses-flagged"))


@analysis("intervals", ask=got("intervals", "flagged"), fields=_fields)
async def intervals(visit: Visit, document: Any) -> None:
    """The serial intervals seen, what fits them, and each pair with its doubts."""
    counts = {name: document[name] for name in ("cases", "with_sources", "certain", "either_way")}
    parts.text("p", visit.say("analyses-intervals-line", **counts, flagged=sum(document["flagged"].values())))
    if not document["with_sources"]:
        parts.empty(visit.say("analyses-no-pairs"))
        return
    _observed(visit, document["serial_interval"]["observed"])
    parts.text("h2", visit.say("analyses-fits"))
    _fits(visit, document)
    parts.text("h2", visit.say("analyses-pairs", count=document["total"]))
    if document["pairs"]:
        _pairs(visit, document)
    else:
        parts.empty(visit.say("analyses-no-doubts"))


def _observed(visit: Visit, observed: Mapping[str, Any]) -> None:
    if not observed["pairs"]:
        return
    by_days = {one["days"]: one["pairs"] for one in observed["days"]}
    span = range(min(by_days), max(by_days) + 1)
    mean, sd = numbers.decimal(visit, observed["mean"]), numbers.decimal(visit, observed["sd"])
    label = visit.say("analyses-serial-of", pairs=observed["pairs"], mean=mean, sd=sd)
    parts.text("h2", label)
    charts.histogram(
        [str(days) for days in span],
        {visit.word("pair"): [by_days.get(days, 0) for days in span]},
        label=label,
        across=visit.say("analyses-days-between"),
        up=visit.say("analyses-pairs-axis"),
    )
    with parts.tag("details").classes("tv-numbers"):
        parts.text("summary", visit.say("analyses-numbers"))
        parts.Table(
            visit,
            cells.worded(visit, "days", "pair", numbers=("days", "pair")),
            [{"key": str(days), "days": days, "pair": by_days.get(days, 0)} for days in span],
            caption=label,
        )


def _fits(visit: Visit, document: Mapping[str, Any]) -> None:
    rows = list(_rows(visit, document))
    if rows:
        columns = ("interval", "fitted-to", "cases", "distribution", "mean", "sd", "median", "aic")
        parts.Table(
            visit,
            cells.worded(visit, *columns, numbers=columns[4:] + columns[2:3]),
            rows,
            caption=visit.say("analyses-fits"),
        )
    for kind in _KINDS:
        for which in _FITTED:
            fitted = document[kind][which]
            if not fitted["fits"]:
                why = "analyses-fit-few" if fitted["determined"] is None else "analyses-fit-open"
                what = {"what": visit.word(kind), "which": visit.word(f"{which}-sources"), "least": fitted["least"]}
                parts.note(visit.say(why, **what, cases=fitted["cases"]))


def _rows(visit: Visit, document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for kind in _KINDS:
        for which in _FITTED:
            fitted = document[kind][which]
            for place, fit in enumerate(fitted["fits"]):
                best = fitted["intervals"] if place == 0 else None
                yield {
                    "key": f"{kind} {which} {place}",
                    "interval": visit.word(kind),
                    "fitted-to": visit.word(f"{which}-sources"),
                    "cases": fitted["cases"],
                    "distribution": fit["distribution"],
                    **{name: _estimate(visit, fit[name], best and best[name]) for name in ("mean", "sd")},
                    "median": numbers.decimal(visit, fit["median"]),
                    "aic": numbers.decimal(visit, fit["aic"]),
                }


def _estimate(visit: Visit, value: float, ends: list[float] | None) -> dict[str, Any]:
    told = numbers.decimal(visit, value) if ends is None else numbers.with_ends(visit, value, ends[0], ends[1])
    return {"text": told, "sort": value}


def _pairs(visit: Visit, document: Mapping[str, Any]) -> None:
    columns = ("source", "infected", "serial_interval", "generation_time", "sources", "shared-days", "doubt")
    parts.Table(
        visit,
        cells.worded(visit, *columns, numbers=columns[2:5]),
        [
            {
                "key": f"{pair['source']['key']} {pair['target']['key']}",
                "source": cells.case(visit, pair["source"]["key"], pair["source"]["person"]),
                "infected": cells.case(visit, pair["target"]["key"], pair["target"]["person"]),
                "serial_interval": numbers.UNKNOWN if pair["serial_interval"] is None else pair["serial_interval"],
                "generation_time": _between(pair["generation_time"]),
                "sources": pair["sources"],
                "shared-days": cells.days(pair["shared"]["from"], pair["shared"]["to"]),
                "doubt": ", ".join(visit.word(flag) for flag in pair["flags"]),
            }
            for pair in document["pairs"]
        ],
        caption=visit.say("analyses-pairs-axis"),
    )


def _between(ends: Mapping[str, int] | None) -> str:
    return numbers.UNKNOWN if ends is None else f"{ends['from']}–{ends['to']}"
