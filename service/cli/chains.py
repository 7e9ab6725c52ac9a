"""truyvet why and path: chains of who was with whom."""

from typing import Annotated, Any

import typer

from service.cli.console import dmy, failing, opened, out, out_json, read_dates
from service.cli.options import Company, Confirmed, Isolated, Json, Onset, Sampled
from service.messages import say, word

Person = Annotated[str, typer.Argument(help="khóa, mã, CCCD hoặc tên / key, code, ID or name")]


def why(
    person: Person,
    case: Annotated[list[str], typer.Option(help="ca bệnh hoặc công nhân / the case, by its key or its worker")],
    onset: Onset = None,
    sampled: Sampled = None,
    confirmed: Confirmed = None,
    isolated: Isolated = None,
    as_of: Annotated[str | None, typer.Option(help="tính đến ngày / seen from this day")] = None,
    known_at: Annotated[str | None, typer.Option(help="như đã biết lúc đó / as known at this moment")] = None,
    rules: Annotated[str | None, typer.Option(help="bộ quy tắc / rule set")] = None,
    depth: Annotated[int | None, typer.Option(min=1, max=10)] = None,
    company: Company = None,
    as_json: Json = False,
) -> None:
    """Vì sao một người có trong danh sách: chuỗi tiếp xúc về đến ca bệnh. Why somebody is on a list."""
    from graph.tracing.question import Asked
    from graph.tracing.why import why as explain
    from service.days import read_day, read_moment

    with failing():
        asked = Asked(
            who=case,
            company=company,
            dates=read_dates(onset, sampled, confirmed, isolated),
            as_of=read_day(as_of, field="as_of"),
            known_at=read_moment(known_at, field="known_at"),
            rules=rules,
            depth=depth,
        )
    with opened() as (database, found):
        document = explain(database, asked, person, own_rules=found.rules_dir)
    if as_json:
        out_json(document)
        return
    lang = found.lang
    out(document["question"][lang])
    if document["case"]:
        window = document["case"]["window"]
        days = f"{dmy(window['from'])}–{dmy(window['to'])}"
        out(say(lang, "why-case", name=document["case"]["person"]["name"], days=days))
    for sentence in document["sentences"][lang]:
        out(f"  {sentence}")
    if document["level"]:
        out(
            say(
                lang, "why-level", level=document["level"], grade=word(lang, document["grade"]), rules=document["rules"]
            )
        )


def path(
    a: Person,
    b: Person,
    on: Annotated[str | None, typer.Option(help="ngày; mặc định hôm nay / day, today unless given")] = None,
    company: Company = None,
    as_json: Json = False,
) -> None:
    """Chuỗi nhóm chung ngắn nhất giữa hai người. The shortest chain of shared groups between two people."""
    from graph.clock import today
    from graph.tracing.path import path_document
    from graph.tracing.steady import read_steadily
    from service.days import read_day

    with opened() as (database, settings):
        day = read_day(on, field="on") or today()

        def work(transaction: Any, _: int) -> dict[str, Any]:
            return path_document(transaction, a, b, day=day, company=company)

        document = read_steadily(database, work)
    if as_json:
        out_json(document)
        return
    for sentence in document["sentences"][settings.lang]:
        out(sentence)
