"""truyvet neighbourhood: the groups around a worker or a case, opened where asked."""

from typing import Annotated, Any

import typer

from service.cli.console import dmy, failing, opened, out, out_json, table
from service.cli.options import Company, Json
from service.messages import say, word


def neighbourhood(
    who: Annotated[str, typer.Argument(help="công nhân hoặc khóa ca bệnh / a worker or a case")],
    first: Annotated[str | None, typer.Option("--from", help="từ ngày, cùng --to / first day, with --to")] = None,
    last: Annotated[str | None, typer.Option("--to", help="đến ngày / last day")] = None,
    open_: Annotated[
        list[str] | None, typer.Option("--open", help="khóa nhóm cần liệt kê người / a group to open into people")
    ] = None,
    as_of: Annotated[str | None, typer.Option(help="tính đến ngày / seen from this day")] = None,
    known_at: Annotated[str | None, typer.Option(help="như đã biết lúc đó / as known at this moment")] = None,
    rules: Annotated[str | None, typer.Option(help="bộ quy tắc / rule set")] = None,
    limit: Annotated[int, typer.Option(min=1, max=50_000, help="số người tối đa / people at most")] = 300,
    company: Company = None,
    as_json: Json = False,
) -> None:
    """Các nhóm quanh một người: bao nhiêu người, bao nhiêu ca. The groups around a person, with people and cases."""
    from graph.tracing.around import AskedAround
    from graph.tracing.neighbourhood import neighbourhood as ask
    from service.days import read_day, read_moment

    with failing():
        asked = AskedAround(
            who=who,
            company=company,
            first=read_day(first, field="from"),
            last=read_day(last, field="to"),
            as_of=read_day(as_of, field="as_of"),
            known_at=read_moment(known_at, field="known_at"),
            rules=rules,
            open=open_ or (),
            limit=limit,
        )
    with opened() as (database, settings):
        document = ask(database, asked, own_rules=settings.rules_dir)
    if as_json:
        out_json(document)
    else:
        _print(settings.lang, document)


def _print(lang: str, document: dict[str, Any]) -> None:
    person, window = document["centre"]["person"], document["centre"]["window"]
    days = f"{dmy(window['from'])}–{dmy(window['to'])}" if window else "—"
    counts = {"people": document["people"], "cases": document["cases"]}
    out(say(lang, "around-title", name=person["name"], key=person["key"], days=days, **counts))
    own = {edge["target"]: edge for edge in document["edges"] if edge["source"] == person["key"]}
    rows = [
        [
            word(lang, group["setting"]), group["name"], group["key"], own[group["key"]]["days"], group["people"],
            group["cases"],
        ]
        for group in document["groups"]
    ]  # fmt: skip
    if rows:
        table(lang, ("setting", "group", "key", "days", "people", "cases"), rows)
    persons = [
        [one["person"]["key"], one["person"]["code"], one["person"]["name"], one["person"]["company"], one["case"]]
        for one in document["persons"]
    ]
    if persons:
        table(lang, ("key", "code", "name", "company", "case"), persons)
    if document["left_out"]:
        out(say(lang, "around-left-out", count=document["left_out"]))
