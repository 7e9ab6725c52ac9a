"""truyvet met, isolate, test, follow-up: what is recorded of contacts and cases by hand."""

import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer

from service.cli.console import dmy, opened, out, out_json, paging, save, table
from service.cli.logged import machine_user
from service.cli.options import Company, Json, Limit, Offset, Output
from service.messages import say, word

met_app = typer.Typer(no_args_is_help=True, help="Cuộc gặp đã khai. Declared meetings.")
app = typer.Typer(no_args_is_help=True, help="Theo dõi người tiếp xúc. Follow-up of contacts.")

Worker = Annotated[str, typer.Argument(help="khóa, mã, CCCD hoặc tên / key, code, ID or name")]
On = Annotated[str, typer.Option("--on", help="ngày / day")]
Until = Annotated[str | None, typer.Option("--until", help="đến hết ngày / last day")]
Place = Annotated[str | None, typer.Option("--place", help="nơi / where")]


@met_app.command("add")
def met_add(
    a: Worker,
    b: Worker,
    on: On,
    until: Until = None,
    setting: Annotated[str | None, typer.Option(help="hoàn cảnh / occasion")] = None,
    company: Company = None,
    as_json: Json = False,
) -> None:
    """Khai hai người đã gặp nhau. Declare that two people met."""
    from graph.clock import now, today
    from graph.meetings import Said, declare
    from graph.search import meant
    from service.days import required_day

    with opened(prepare=True) as (database, settings):
        since = required_day(on, field="on")
        last = required_day(until, field="until") if until else since
        said = Said(since=since, until=last, occasion=setting)

        def work(transaction: Any) -> dict[str, Any]:
            one, other = (meant(transaction, text, day=today(), company=company) for text in (a, b))
            return declare(transaction, one, other, said, by=machine_user(), today=today(), now=now())

        document = database.write(work)
    if as_json:
        out_json(document)
        return
    days = dmy(document["on"]) if since == last else f"{dmy(document['on'])}–{dmy(document['until'])}"
    out(say(settings.lang, "met-added", a=document["people"][0], b=document["people"][1], days=days))


def isolate(
    worker: Worker, on: On, until: Until = None, place: Place = None, company: Company = None, as_json: Json = False
) -> None:
    """Ghi cách ly: khép thời kỳ lây truyền ở lần truy vết sau. Record an isolation."""
    _record(worker, "isolation", company, as_json=as_json, on=on, until=until, place=place)


def record_test(
    worker: Worker,
    on: On,
    result: Annotated[str, typer.Option(help="positive, negative")],
    method: Annotated[str | None, typer.Option(help="pcr, rapid…")] = None,
    disease: Annotated[str, typer.Option()] = "covid-19",
    company: Company = None,
    as_json: Json = False,
) -> None:
    """Ghi xét nghiệm; dương tính thành ca bệnh. Record a test; a positive one becomes a case."""
    _record(worker, "test", company, as_json=as_json, on=on, result=result, method=method, disease=disease)


@app.command("list")
def work(
    on: Annotated[str | None, typer.Option(help="ngày; mặc định hôm nay / day, today unless given")] = None,
    disease: Annotated[str, typer.Option()] = "covid-19",
    rules: Annotated[str | None, typer.Option(help="bộ quy tắc / rule set")] = None,
    todo: Annotated[list[str] | None, typer.Option(help="isolate, test, overdue, find, release")] = None,
    company: Company = None,
    output: Output = None,
    limit: Limit = 200,
    offset: Offset = 0,
    as_json: Json = False,
) -> None:
    """Việc trong ngày: ai cần cách ly, xét nghiệm, tìm, giải tỏa. The day's work."""
    from graph.clock import today
    from graph.follow_up.work_list import work_list
    from loaders.forms.work import work_csv, work_xlsx
    from service.days import read_day

    with opened() as (database, settings):
        document = work_list(
            database,
            day=read_day(on, field="on") or today(),
            disease=disease,
            rules=rules,
            company=company,
            todo=todo or (),
            limit=limit if output is None else sys.maxsize,
            offset=offset if output is None else 0,
            own_rules=settings.rules_dir,
        )
        if output is not None:
            save(output, document, csv=work_csv, xlsx=work_xlsx)
            out(say(settings.lang, "written", path=output))
            return
    if as_json:
        out_json(document)
    else:
        _print_work(settings.lang, document)


def _print_work(lang: str, document: dict[str, Any]) -> None:
    counts = document["counts"]
    out(say(lang, "work-title", on=dmy(document["on"]), cases=document["cases"], rules=document["rules"], **counts))
    rows = [
        [
            ", ".join(word(lang, f"todo-{todo}") for todo in entry["follow_up"]["todo"]),
            entry["level"],
            word(lang, entry["grade"]),
            entry["person"]["code"],
            entry["person"]["name"],
            entry["person"]["phone"],
            entry["person"]["company"],
            entry["area"] or entry["person"]["residence"],
            dmy(entry["follow_up"]["until"]),
        ]
        for entry in document["people"]
    ]
    if rows:
        table(lang, ("todo", "level", "grade", "code", "name", "phone", "company", "area", "until"), rows)
    paging(lang, document, len(rows))
    for entry in document["companies"][:10]:
        out(say(lang, "work-firm", **{**entry, "company": entry["company"] or "—"}))


@app.command()
def lost(
    worker: Worker, on: On, until: Until = None, place: Place = None, company: Company = None, as_json: Json = False
) -> None:
    """Mất dấu người tiếp xúc. A contact was lost to follow-up."""
    _record(worker, "lost", company, as_json=as_json, on=on, until=until, place=place)


@app.command()
def moved(
    worker: Worker, on: On, until: Until = None, place: Place = None, company: Company = None, as_json: Json = False
) -> None:
    """Người tiếp xúc chuyển nơi khác. A contact moved elsewhere."""
    _record(worker, "moved", company, as_json=as_json, on=on, until=until, place=place)


@app.command()
def retract(key: Annotated[str, typer.Argument(help="khóa sự kiện / the event's key")], as_json: Json = False) -> None:
    """Rút lại một sự kiện, vẫn lưu. Withdraw an event; it stays on file."""
    from graph.clock import now
    from graph.follow_up.events import retract_event

    with opened() as (database, settings):
        document = database.write(lambda tx: retract_event(tx, key, now=now()))
    if as_json:
        out_json(document)
    else:
        out(say(settings.lang, "event-retracted", key=key))


def _record(worker: str, kind: str, company: str | None, *, as_json: bool, **given: str | None) -> None:
    """Record an event and say so."""
    from graph.clock import now, today
    from graph.follow_up import events
    from graph.search import meant
    from service.days import read_day, required_day

    by = machine_user()
    with opened(prepare=True) as (database, settings):
        said = events.Happening(
            kind=kind,
            since=required_day(given.pop("on") or "", field="on"),
            until=read_day(given.pop("until", None), field="until"),
            result=given.pop("result", None),
            method=given.pop("method", None),
            place=given.pop("place", None),
        )

        def work(transaction: Any) -> dict[str, Any]:
            person = meant(transaction, worker, day=today(), company=company)
            call: Callable[..., dict[str, Any]] = events.record_test if kind == "test" else events.record
            return call(transaction, person, said, by=by, today=today(), now=now(), **given)

        document = database.write(work)
    if as_json:
        out_json(document)
        return
    lang = settings.lang
    until = f"–{dmy(document['until'])}" if document["until"] else ""
    result = f" ({word(lang, document['result'])})" if document["result"] else ""
    what = f"{word(lang, kind)}{result}"
    out(say(lang, "event-added", what=what, person=document["person"], days=f"{dmy(document['on'])}{until}"))
    if document.get("case"):
        out(say(lang, "case-added", key=document["case"]["key"]))
