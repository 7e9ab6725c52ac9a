"""truyvet audit: the log of who read or changed what, and whether it is whole."""

from pathlib import Path
from typing import Annotated

import typer

from service.cli.console import opened, out, out_json, paging, table
from service.cli.options import Json, Limit, Offset
from service.messages import say, word

app = typer.Typer(no_args_is_help=True, help="Nhật ký truy cập. The log.")


@app.command("list")
def list_(
    actor: Annotated[str | None, typer.Option(help="của ai / by whom")] = None,
    limit: Limit = 50,
    offset: Offset = 0,
    as_json: Json = False,
) -> None:
    """Ai đã xem, sửa gì. What was done, the latest first."""
    from graph.audit.chain import page
    from service.audit import Audit

    with opened() as (database, found):
        Audit(database, found.data_dir / "audit").carry()
        document = page(database, limit=limit, offset=offset, actor=actor)
    if as_json:
        out_json(document)
        return
    rows = [
        [
            entry["number"],
            entry["at"],
            entry["actor"],
            entry["action"],
            word(found.lang, entry["outcome"]),
            entry["persons"],
            entry["purpose"],
        ]
        for entry in document["entries"]
    ]
    if rows:
        table(found.lang, ("number", "at", "actor", "action", "outcome", "people", "purpose"), rows)
    paging(found.lang, document, len(rows))


@app.command()
def verify(
    against: Annotated[
        list[Path] | None,
        typer.Option(exists=True, dir_okay=False, help="tệp .jsonl đã chuyển đi / lines shipped before"),
    ] = None,
) -> None:
    """Nhật ký có bị cắt, sửa không? Whether an entry is missing, edited or cut off; exits 1 where one is."""
    import orjson

    from graph.audit.chain import verify, verify_against
    from service.audit import Audit

    with opened() as (database, found):
        Audit(database, found.data_dir / "audit").carry()
        told = verify(database)
        if told.problem is None:
            for path in against or ():
                with path.open("rb") as file:
                    told = verify_against(database, map(orjson.loads, file)) or told
                if told.problem is not None:
                    break
    if told.problem is None:
        out(say(found.lang, "audit-whole", entries=told.entries, head=told.head[:16]))
        return
    out(say(found.lang, "audit-broken", number=told.number, problem=word(found.lang, f"audit-{told.problem}")))
    raise typer.Exit(1)
