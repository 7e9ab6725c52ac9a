"""truyvet analyse bridges: what joins workshops or firms."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from service.cli.analysing import analysed
from service.cli.console import out, paging, progress_bar, table
from service.cli.options import DISEASE, AsOf, Company, Disease, Json, KnownAt, Limit, Offset, Rules
from service.messages import say, word


class Between(StrEnum):
    """What bridges are between."""

    workshop = "workshop"
    company = "company"


def bridges(
    between: Annotated[Between, typer.Option(help="giữa những gì / between what")] = Between.workshop,
    company: Company = None,
    disease: Disease = DISEASE,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    rules: Rules = None,
    limit: Limit = 20,
    offset: Offset = 0,
    as_json: Json = False,
) -> None:
    """Người, phòng, xe nối các phân xưởng hoặc công ty. Workers, rooms, vehicles that join workshops or firms."""
    from graph.analysis.bridges import bridges_document
    from graph.search import companies_meant

    with progress_bar() as bar:
        told = analysed(
            lambda tx, view: bridges_document(
                tx,
                view,
                between=between.value,
                companies=companies_meant(tx, company),
                limit=limit,
                offset=offset,
                progress=bar,
            ),
            (disease, as_of, known_at, rules),
            as_json=as_json,
        )
    if told is None:
        return
    lang, document = told
    groups = document["groups"]
    out(
        say(
            lang,
            "bridges-line",
            people=document["people"],
            units=document["units"],
            between=word(lang, document["between"]),
            groups=document["groups_total"],
            largest=groups[0]["units"] if groups else 0,
        )
    )
    rows = [
        [
            word(lang, one["kind"]),
            one["person"]["name"] if one["person"] else one["group"]["name"],
            f"{one['betweenness']:.1%}",
            _named(one["units"], one["units_total"]),
            " | ".join(_named(part["named"], part["units"]) for part in one["separates"]),
            word(lang, "case") if one["case"] else "",
            (one["person"] or one["group"])["key"],
        ]
        for one in document["bridges"]
    ]
    if rows:
        table(lang, ("kind", "bridge", "betweenness", "joins", "separates", "cases", "key"), rows)
    paging(lang, document, len(rows))


def _named(units: list[dict[str, Any]], total: int) -> str:
    """Return the first names of some units, and how many more there are."""
    shown = [unit["name"] or unit["key"] for unit in units[:2]]
    return ", ".join([*shown, f"+{total - len(shown)}"] if total > len(shown) else shown)
