"""truyvet quality."""

from typing import Annotated, Any

import typer

from service.cli.console import dmy, opened, out, out_json, paging, save, table
from service.cli.options import Company, Json, Limit, Offset, Output
from service.messages import say, word

#: What the screen has room for; a file has all.
_SHOWN = ("citizen_id", "phone", "team", "residence", "room", "vehicle", "vaccination")


def quality(
    company: Company = None,
    sort: Annotated[
        str, typer.Option(help="name, workers, days_old, findings, suspicious, residence, citizen_id, team, room, ...")
    ] = "residence",
    reverse: Annotated[bool, typer.Option("--reverse", help="tốt nhất trước / the best first")] = False,
    output: Output = None,
    limit: Limit = 50,
    offset: Offset = 0,
    as_json: Json = False,
) -> None:
    """Dữ liệu của từng công ty đầy đủ, mới, đáng tin đến đâu. How complete, recent and plausible the data is."""
    from graph.clock import today
    from graph.exports.quality_list import quality_csv, quality_xlsx
    from graph.quality import quality as ask
    from graph.search import company_keys

    with opened() as (database, found):
        keys = database.read(lambda transaction: company_keys(transaction, company)) if company else None
        page: dict[str, Any] = {} if output is not None else {"limit": limit, "offset": offset}
        document = ask(database, day=today(), companies=keys, sort=sort, reverse=reverse, **page)
        if output is not None:
            save(output, document, csv=quality_csv, xlsx=quality_xlsx)
            out(say(found.lang, "written", path=output))
            return
    if as_json:
        out_json(document)
    else:
        _print(found.lang, document)


def _print(lang: str, document: dict[str, Any]) -> None:
    summary = document["summary"]
    out(say(lang, "quality-summary", **{**summary, **summary["findings"]}))
    everywhere = {**summary, "name": "", "last_import": None, "days_old": None}
    rows = [_row(lang, entry) for entry in document["companies"]]
    if summary["companies"] > 1:
        rows.append(_row(lang, everywhere))
    columns = ("company", "workers", "file", "days_old", "errors", "warnings", *_SHOWN, "suspicious")
    table(lang, columns, rows)
    paging(lang, document, len(document["companies"]))
    for entry in document["companies"]:
        for doubt in entry["suspicious"]:
            out(f"  {entry['name']}: {doubt['message'][lang]}")


def _row(lang: str, entry: dict[str, Any]) -> list[object]:
    shares = (entry["completeness"][name] for name in _SHOWN)
    doubts = entry["suspicious"] if isinstance(entry["suspicious"], int) else len(entry["suspicious"])
    return [
        entry["name"] or word(lang, "all"),
        entry["workers"],
        dmy(entry["last_import"]) or ("" if "companies" in entry else say(lang, "never")),
        entry["days_old"],
        entry["findings"]["errors"],
        entry["findings"]["warnings"],
        *("" if share is None else f"{100 * share:.0f} %" for share in shares),
        doubts or "",
    ]
