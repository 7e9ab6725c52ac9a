"""truyvet retention show, purge, purges, backups: how long data is kept, and what goes."""

from pathlib import Path
from typing import Annotated, Any

import typer

from service.cli.console import dmy, failing, opened, out, out_json, paging, settings, table
from service.cli.logged import machine_user
from service.cli.options import Json, Limit, Offset
from service.messages import say, word

app = typer.Typer(no_args_is_help=True, help="Thời hạn lưu dữ liệu và xóa. How long data is kept, and the purge.")

Day = Annotated[str | None, typer.Option("--as-of", help="tính đến ngày; mặc định hôm nay / as of this day")]


@app.command()
def show(as_of: Day = None, as_json: Json = False) -> None:
    """Mỗi loại dữ liệu giữ bao lâu, bao nhiêu bản ghi đến hạn. The clocks, and how many records are due."""
    from service import retention
    from service.days import read_day

    with opened(prepare=True) as (database, found):
        document = retention.show(database, found, as_of=read_day(as_of, field="as_of"))
    _show(found.lang, document, as_json=as_json)


def _show(lang: str, document: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        out_json(document)
        return
    rows = [
        [
            clock["kind"],
            clock["days"],
            clock["due"],
            word(lang, clock["done"]),
            clock["what"]["en" if lang == "en" else "vi"],
            clock["since"]["en" if lang == "en" else "vi"],
        ]
        for clock in document["clocks"]
    ]
    table(lang, ("kind", "retention-days", "due", "then", "data", "counted-from"), rows)
    said = {"as_of": dmy(document["as_of"]), "total": document["total"], "frozen": document["frozen"]}
    out(say(lang, "retention-held", cases=len(document["open_cases"]), **said))


@app.command()
def purge(
    as_of: Day = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="chỉ đếm / count only")] = False,
    hashed: Annotated[bool, typer.Option("--hash", help="băm đồ thị trước và sau / with the graph's hash")] = False,
    as_json: Json = False,
) -> None:
    """Xóa dữ liệu đến hạn và cho chứng cứ; bị ngắt thì chạy lại. Remove what is due and prove it."""
    from service import retention
    from service.audit import Audit
    from service.days import read_day

    with opened(prepare=True) as (database, found):
        day = read_day(as_of, field="as_of")
        if dry_run:
            _show(found.lang, retention.show(database, found, as_of=day), as_json=as_json)
            return
        audit = Audit(database, found.data_dir / "audit")
        try:
            document = retention.purge(database, found, audit, as_of=day, by=machine_user(), hashed=hashed)
        finally:
            audit.carry()
    if as_json:
        out_json(document)
        return
    message = "retention-remains" if document["remaining"] else "retention-purged"
    said = {"number": document["number"], "as_of": dmy(document["as_of"]), "digest": document["digest"][:16]}
    counts, remaining = (_counts(found.lang, document[name]) for name in ("counts", "remaining"))
    out(say(found.lang, message, counts=counts, remaining=remaining, **said))


def _counts(lang: str, counts: dict[str, int] | None) -> str:
    if counts is None:
        return say(lang, "retention-cut-off")
    return ", ".join(f"{kind} {count}" for kind, count in counts.items()) or say(lang, "retention-nothing")


@app.command()
def purges(limit: Limit = 50, offset: Offset = 0, as_json: Json = False) -> None:
    """Các lần xóa và chứng cứ, mới nhất trước. The purges with their proofs, the latest first."""
    from graph.retention.purge import purge_documents

    with opened() as (database, found):
        document = purge_documents(database, limit=limit, offset=offset)
    if as_json:
        out_json(document)
        return
    if not document["total"]:
        out(say(found.lang, "retention-never"))
        return
    rows = [
        [one["number"], dmy(one["as_of"]), one["begun_at"][:19], one["by"], _counts(found.lang, one["counts"])]
        for one in document["purges"]
    ]
    table(found.lang, ("number", "until", "at", "actor", "removed"), rows)
    paging(found.lang, document, len(rows))


@app.command()
def backups(
    folder: Annotated[Path, typer.Argument(help="thư mục có bản sao lưu / a folder of backups")],
    delete: Annotated[bool, typer.Option("--delete", help="xóa bản quá hạn / delete those that expired")] = False,
    as_json: Json = False,
) -> None:
    """Bản sao lưu nào quá hạn. Which backups of a folder have expired; other files are left alone."""
    from graph.backup.expired import backups_in
    from graph.clock import now
    from service import retention

    with failing():
        found = settings()
        days = retention.clocks(found)["backups"] or 0
        document = backups_in(folder, days=days, now=now(), delete=delete)
    if as_json:
        out_json(document)
        return
    rows = [
        [one["file"], one["made_at"][:19], word(found.lang, "yes") if one["encrypted"] else "", one["expired"] or ""]
        for one in document["backups"]
    ]
    if rows:
        table(found.lang, ("backup", "made_at", "encrypted", "expired"), rows)
    out(say(found.lang, "backups-line", **{name: document[name] for name in ("total", "expired", "days", "deleted")}))
