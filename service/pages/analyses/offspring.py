"""Offspring: how many others a case infects, and who causes most."""

from collections.abc import Mapping
from typing import Any

from service.pages import parts
from service.pages.analyses import cells, charts, numbers
from service.pages.analyses.skeleton import analysis, got
from service.pages.visit import Visit

_SEEN = 0.05
_COUNTED = {"certain": "certain-sources", "expected": "all-sources"}


@analysis("offspring", ask=got("offspring"))
async def offspring(visit: Visit, document: Any) -> None:
    """R and k by two ways of counting, the numbers behind them, and the cases that infected most."""
    names = ("cases", "complete", "pending", "with_one_source", "with_several_sources", "without_source")
    parts.text("p", visit.say("analyses-offspring-line", **{name: document[name] for name in names}))
    if not document["cases"]:
        parts.empty(visit.say("analyses-no-cases"))
        return
    _fits(visit, document)
    _numbers(visit, document)
    if document["sources"]:
        parts.text("h2", visit.say("analyses-who-most"))
        _sources(visit, document)


def _fits(visit: Visit, document: Mapping[str, Any]) -> None:
    columns = ("fitted-to", "secondary", "r", "k", "four-fifths", "by-fit")
    parts.Table(
        visit,
        [{**one, "sort": False} for one in cells.worded(visit, *columns, numbers=columns[1:])],
        [
            {
                "key": which,
                "fitted-to": visit.word(word),
                "secondary": numbers.decimal(visit, counted["secondary"]),
                "r": _estimate(visit, counted["fit"], "r"),
                "k": _estimate(visit, counted["fit"], "k"),
                "four-fifths": numbers.share(visit, counted["most"]["observed"]),
                "by-fit": numbers.share(visit, counted["most"]["fitted"]),
            }
            for which, word in _COUNTED.items()
            for counted in (document[which],)
        ],
        caption=visit.say("analyses-title-offspring"),
    )
    for which, word in _COUNTED.items():
        if document[which]["fit"] is None:
            least = document[which]["least"]
            parts.note(visit.say("analyses-offspring-few", which=visit.word(word), least=least))


def _estimate(visit: Visit, fit: Mapping[str, Any] | None, name: str) -> str:
    if fit is None:
        return numbers.UNKNOWN
    return numbers.with_ends(visit, fit[name]["estimate"], fit[name]["low"], fit[name]["high"], 2)


def _numbers(visit: Visit, document: Mapping[str, Any]) -> None:
    """How many cases infected none, one, two: by both ways of counting."""
    counted = {which: {one["secondary"]: one["cases"] for one in document[which]["numbers"]} for which in _COUNTED}
    # A tenth of a case is the least that is seen: what is expected has a long tail of less.
    most = max(
        (number for counts in counted.values() for number, cases in counts.items() if cases >= _SEEN), default=None
    )
    if most is None:
        return
    span = range(most + 1)
    label = visit.say("analyses-offspring-numbers")
    parts.text("h2", label)
    charts.histogram(
        [str(number) for number in span],
        {
            visit.word(word): [round(counted[which].get(number, 0), 1) for number in span]
            for which, word in _COUNTED.items()
        },
        label=label,
        across=visit.word("secondary"),
        up=visit.word("cases"),
    )
    with parts.tag("details").classes("tv-numbers"):
        parts.text("summary", visit.say("analyses-numbers"))
        parts.Table(
            visit,
            cells.worded(visit, "secondary", *_COUNTED.values(), numbers=("secondary", *_COUNTED.values())),
            [
                {
                    "key": str(number),
                    "secondary": number,
                    **{word: numbers.decimal(visit, counted[which].get(number, 0)) for which, word in _COUNTED.items()},
                }
                for number in span
            ],
            caption=label,
        )


def _sources(visit: Visit, document: Mapping[str, Any]) -> None:
    columns = ("source", "on", "certain-secondary", "expected-secondary", "state")
    parts.Table(
        visit,
        cells.worded(visit, *columns, numbers=columns[2:4]),
        [
            {
                "key": one["key"],
                "source": cells.case(visit, one["key"], one["person"]),
                "on": cells.day(one["anchor"]),
                "certain-secondary": one["certain"],
                "expected-secondary": {"text": numbers.decimal(visit, one["expected"]), "sort": one["expected"]},
                "state": "" if one["complete"] else visit.word("pending"),
            }
            for one in document["sources"]
        ],
        caption=visit.say("analyses-who-most"),
    )
