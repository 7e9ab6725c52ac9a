"""truyvet analyse, in numbers: serial intervals, offspring, coverage of vaccination, indicators of tracing."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from service.cli.analysing import analysed
from service.cli.console import dmy, out, paging, table
from service.cli.options import DISEASE, AsOf, Company, Disease, Json, KnownAt, Limit, Offset, Rules
from service.indicators import shares_and_spreads
from service.messages import say, word


class Unit(StrEnum):
    """Of what units coverage is told."""

    company = "company"
    workshop = "workshop"
    team = "team"
    room = "room"
    house = "house"
    vehicle = "vehicle"


def intervals_(
    flagged: Annotated[bool, typer.Option("--flagged", help="chỉ cặp đáng ngờ / only doubtful pairs")] = False,
    disease: Disease = DISEASE,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    rules: Rules = None,
    limit: Limit = 50,
    offset: Offset = 0,
    as_json: Json = False,
) -> None:
    """Khoảng cách giữa ca nguồn và ca lây. Serial interval, generation time, and likely impossible pairs."""
    from graph.analysis.serial_interval import intervals_document

    told = analysed(
        lambda tx, view: intervals_document(tx, view, flagged=flagged, limit=limit, offset=offset),
        (disease, as_of, known_at, rules),
        as_json=as_json,
    )
    if told is None:
        return
    lang, document = told
    counts = {name: document[name] for name in ("cases", "with_sources", "certain", "either_way")}
    out(say(lang, "intervals-line", **counts, flagged=sum(document["flagged"].values())))
    _print_fits(lang, document)
    rows = [
        [
            pair["source"]["person"]["name"],
            pair["target"]["person"]["name"],
            pair["serial_interval"],
            _between(pair["generation_time"]),
            pair["sources"],
            f"{dmy(pair['shared']['from'])}–{dmy(pair['shared']['to'])}",
            ", ".join(word(lang, flag) for flag in pair["flags"]),
        ]
        for pair in document["pairs"]
    ]
    if rows:
        columns = ("source", "infected", "serial_interval", "generation_time", "sources", "shared-days", "doubt")
        table(lang, columns, rows)
    paging(lang, document, len(rows))


def _print_fits(lang: str, document: dict[str, Any]) -> None:
    rows = []
    for name in ("serial_interval", "generation_time"):
        for which in ("certain", "all"):
            fitted = document[name][which]
            if not fitted["fits"]:
                why = "intervals-few" if fitted["determined"] is None else "intervals-open"
                out(say(lang, why, what=word(lang, name), which=word(lang, f"{which}-sources"), **fitted))
            for place, fit in enumerate(fitted["fits"]):
                ends = fitted["intervals"] if place == 0 else None
                rows.append(
                    [
                        word(lang, name),
                        word(lang, f"{which}-sources"),
                        fitted["cases"],
                        fit["distribution"],
                        _with_ends(fit["mean"], ends and ends["mean"]),
                        _with_ends(fit["sd"], ends and ends["sd"]),
                        f"{fit['median']:.1f}",
                        f"{fit['aic']:.1f}",
                    ]
                )
    if rows:
        table(lang, ("interval", "fitted-to", "cases", "distribution", "mean", "sd", "median", "aic"), rows)


def _with_ends(value: float, ends: list[float] | None) -> str:
    return f"{value:.1f}" if ends is None else f"{value:.1f} ({ends[0]:.1f}–{ends[1]:.1f})"


def _between(ends: dict[str, int] | None) -> str:
    return "–" if ends is None else f"{ends['from']}–{ends['to']}"


def offspring(
    disease: Disease = DISEASE,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    rules: Rules = None,
    limit: Limit = 20,
    offset: Offset = 0,
    as_json: Json = False,
) -> None:
    """Mỗi ca lây cho bao nhiêu người: R, k. How many others each case infected: R, k, and who causes most."""
    from graph.analysis.offspring import offspring_document

    told = analysed(
        lambda tx, view: offspring_document(tx, view, limit=limit, offset=offset),
        (disease, as_of, known_at, rules),
        as_json=as_json,
    )
    if told is None:
        return
    lang, document = told
    names = ("cases", "complete", "pending", "with_one_source", "with_several_sources", "without_source")
    out(say(lang, "offspring-line", **{name: document[name] for name in names}))
    fits = [_offspring(lang, which, document[which]) for which in ("certain", "expected")]
    table(lang, ("fitted-to", "secondary", "r", "k", "four-fifths", "by-fit"), fits)
    rows = [
        [
            one["person"]["name"],
            one["person"]["company"],
            dmy(one["anchor"]),
            one["certain"],
            f"{one['expected']:.1f}",
            "" if one["complete"] else word(lang, "pending"),
            one["key"],
        ]
        for one in document["sources"]
    ]
    if rows:
        table(lang, ("source", "company", "on", "certain-secondary", "expected-secondary", "state", "key"), rows)
    paging(lang, document, len(rows))


def _offspring(lang: str, which: str, counted: dict[str, Any]) -> list[object]:
    fit, most = counted["fit"], counted["most"]
    return [
        word(lang, "certain-sources" if which == "certain" else "all-sources"),
        f"{counted['secondary']:.1f}",
        "–" if fit is None else _estimate(fit["r"], 2),
        "–" if fit is None else _estimate(fit["k"], 2),
        _percent(most["observed"]),
        _percent(most["fitted"]),
    ]


def _estimate(value: dict[str, float | None], digits: int) -> str:
    """Return an estimate with its ends; what is not known is infinite."""
    told = {name: "∞" if one is None else f"{one:.{digits}f}" for name, one in value.items()}
    return f"{told['estimate']} ({told['low']}–{told['high']})"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"


def coverage_(
    by: Annotated[Unit, typer.Option(help="theo nơi nào / by what unit")] = Unit.workshop,
    company: Company = None,
    disease: Disease = DISEASE,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    rules: Rules = None,
    limit: Limit = 50,
    offset: Offset = 0,
    as_json: Json = False,
) -> None:
    """Tỷ lệ tiêm vắc xin theo nơi, thấp nhất trước. Doses of vaccine by unit, the lowest coverage first."""
    from graph.analysis.coverage import coverage
    from graph.search import companies_meant

    told = analysed(
        lambda tx, view: coverage(
            tx,
            view,
            by.value,
            companies=companies_meant(tx, company),
            limit=limit,
            offset=offset,
        ),
        (disease, as_of, known_at, rules),
        as_json=as_json,
    )
    if told is None:
        return
    lang, document = told
    rows = [
        [", ".join([one["unit"]["name"] or one["unit"]["key"], *one["unit"]["in"]]), *_doses(one), one["unit"]["key"]]
        for one in document["units"]
    ]
    if rows:
        rows.append([word(lang, "all"), *_doses(document["everyone"]), ""])
        columns = (by.value, "people", "no-dose", "one-dose", "two-doses", "unknown", "at-least-one", "at-least-two")
        table(lang, (*columns, "key"), rows)
    else:
        out(say(lang, "nobody"))
    paging(lang, document, len(document["units"]))


def _doses(covered: dict[str, Any]) -> list[object]:
    shares = (_share(covered[name]) for name in ("at_least_one", "at_least_two"))
    return [covered["people"], *covered["doses"].values(), *shares]


def _share(part: dict[str, Any]) -> str:
    """Return a share with its interval; of nobody there is none."""
    return "–" if part["share"] is None else f"{part['share']:.1%} ({part['low']:.1%}–{part['high']:.1%})"


def indicators_(
    days: Annotated[int, typer.Option(min=1, max=366, help="các ca trong bao nhiêu ngày / of the last days")] = 7,
    disease: Disease = DISEASE,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    rules: Rules = None,
    as_json: Json = False,
) -> None:
    """Các chỉ số truy vết. How well tracing keeps up: known contacts, hours to the list, isolation, losses."""
    from graph.analysis.indicators import indicators

    told = analysed(
        lambda tx, view: indicators(tx, view, days=days),
        (disease, as_of, known_at, rules),
        as_json=as_json,
    )
    if told is None:
        return
    lang, document = told
    counts = {name: document[name] for name in ("cases", "lists", "contacts")}
    out(say(lang, "indicators-line", first=dmy(document["from"]), last=dmy(document["to"]), **counts))
    table(lang, ("indicator", "value", "of"), [[word(lang, name), *told] for name, *told in _indicators(document)])
    rows = [[dmy(entry["on"]), *list(entry.values())[1:]] for entry in document["by_day"]]
    columns = ("cases", "indicator-listed", "indicator-isolated", "lists", "contacts", "indicator-quarantined")
    table(lang, ("on", *columns), rows)


def _indicators(document: dict[str, Any]) -> list[tuple[str, str, int]]:
    """Return the indicators' words, values and denominators."""
    shares, spreads = shares_and_spreads(document)
    return [
        *((name, _share(part), part["of"]) for name, part in shares.items()),
        *((name, _quartiles(some), some["cases"]) for name, some in spreads.items()),
    ]


def _quartiles(some: dict[str, Any]) -> str:
    return "–" if some["median"] is None else f"{some['median']:.1f} ({some['lower']:.1f}–{some['upper']:.1f})"
