"""truyvet case add|list|update|retract."""

from typing import Annotated, Any

import typer

from service.cli.console import dmy, failing, opened, out, out_json, paging, read_dates, table
from service.cli.options import Company, Confirmed, Isolated, Json, Limit, Offset, Onset, Sampled
from service.messages import say, word

app = typer.Typer(no_args_is_help=True, help="Ca bệnh. Cases.")

Outcome = Annotated[str | None, typer.Option(help="in-treatment, recovered, died, transferred")]


def _print(lang: str, document: dict[str, Any]) -> None:
    person = document["person"]
    out(say(lang, "case-added", key=document["key"]))
    out(f"  {person['name']} ({person['key']}), {person['company'] or '—'}")
    for name in ("onset", "sampled", "confirmed", "isolated"):
        if document[name]:
            out(f"  {word(lang, name)}: {dmy(document[name])}")
    if document["outcome"]:
        out(f"  {word(lang, 'outcome')}: {word(lang, document['outcome'])}")
    if document["retracted"]:
        out(f"  {word(lang, 'retracted')}: {document['reason']}")


@app.command()
def add(
    worker: Annotated[str, typer.Argument(help="khóa, mã, CCCD hoặc tên / key, code, ID or name")],
    onset: Onset = None,
    sampled: Sampled = None,
    confirmed: Confirmed = None,
    isolated: Isolated = None,
    disease: Annotated[str, typer.Option()] = "covid-19",
    outcome: Outcome = None,
    company: Company = None,
    as_json: Json = False,
) -> None:
    """Đăng ký ca bệnh. Register a case."""
    from graph import cases
    from graph.clock import now, today
    from graph.database import Transaction
    from graph.search import meant

    with failing():
        dates = read_dates(onset, sampled, confirmed, isolated)
        cases.check_dates(dates, today=today())
    with opened(prepare=True) as (database, settings):

        def work(transaction: Transaction) -> dict[str, Any]:
            person = meant(transaction, worker, day=today(), company=company)
            return cases.register(
                transaction, person, dates, disease=disease, outcome=outcome, today=today(), now=now()
            )

        document = database.write(work)
    if as_json:
        out_json(document)
    else:
        _print(settings.lang, document)


@app.command("list")
def list_(
    disease: Annotated[str | None, typer.Option()] = None,
    limit: Limit = 200,
    offset: Offset = 0,
    as_json: Json = False,
) -> None:
    """Các ca bệnh đã đăng ký. Registered cases."""
    from graph import cases
    from graph.clock import today

    with opened() as (database, settings):
        document = database.read(
            lambda tx: cases.list_cases(tx, disease=disease, today=today(), limit=limit, offset=offset)
        )
    if as_json:
        out_json(document)
        return
    names = ("onset", "sampled", "confirmed", "isolated")
    rows = [
        [case["key"], case["person"]["name"], case["person"]["company"], *(dmy(case[name]) for name in names),
         case["reason"] if case["retracted"] else ""]
        for case in document["cases"]
    ]  # fmt: skip
    if rows:
        table(settings.lang, ("key", "name", "company", *names, "retracted"), rows)
    else:
        out(say(settings.lang, "nobody"))
    paging(settings.lang, document, len(rows))


@app.command()
def update(
    case: Annotated[str, typer.Argument(help="khóa ca bệnh / the case's key")],
    onset: Onset = None,
    sampled: Sampled = None,
    confirmed: Confirmed = None,
    isolated: Isolated = None,
    outcome: Outcome = None,
    clear: Annotated[list[str] | None, typer.Option(help="bỏ trống: onset, isolated… / empty it")] = None,
    as_json: Json = False,
) -> None:
    """Sửa ngày, kết cục của ca bệnh. Change a case's dates and outcome."""
    from graph import cases
    from graph.clock import now, today

    with failing():
        dates = read_dates(onset, sampled, confirmed, isolated)
    with opened() as (database, settings):
        document = database.write(
            lambda tx: cases.update(tx, case, dates, outcome=outcome, clear=clear or (), today=today(), now=now())
        )
    if as_json:
        out_json(document)
    else:
        _print(settings.lang, document)


@app.command()
def retract(
    case: Annotated[str, typer.Argument(help="khóa ca bệnh / the case's key")],
    reason: Annotated[str, typer.Option(help="lý do / why")],
    as_json: Json = False,
) -> None:
    """Hủy ca bệnh, vẫn lưu. Retract a case; it stays on file."""
    from graph import cases
    from graph.clock import now, today

    with opened() as (database, settings):
        document = database.write(lambda tx: cases.retract(tx, case, reason=reason, today=today(), now=now()))
    if as_json:
        out_json(document)
    else:
        _print(settings.lang, document)
