"""truyvet person data, correct, erase: one person's rights."""

from pathlib import Path
from typing import Annotated, Any

import typer

from service.cli.console import opened, out, out_json, save_bytes
from service.cli.logged import machine_user
from service.cli.options import Company, Json
from service.messages import say

app = typer.Typer(no_args_is_help=True, help="Quyền của một người đối với dữ liệu. One person's rights.")

Worker = Annotated[str, typer.Argument(help="khóa, mã, CCCD hoặc tên / key, code, ID or name")]
Reason = Annotated[str, typer.Option(help="lý do / why")]


@app.command()
def data(
    worker: Worker,
    output: Annotated[Path | None, typer.Option("-o", help="tệp .json / a file")] = None,
    company: Company = None,
) -> None:
    """Mọi dữ liệu về một người, để giao cho người đó. All that is held of a person, to hand to that person."""
    import orjson

    from graph.clock import today
    from graph.database import Transaction
    from graph.rights.showing import person_data
    from graph.search import meant

    with opened() as (database, found):

        def work(transaction: Transaction) -> dict[str, Any]:
            key = meant(transaction, worker, day=today(), company=company)
            return person_data(transaction, key, secret=found.secret("audit"), log=True)

        document = database.read(work)
        if output is None:
            out_json(document)
            return
        text = orjson.dumps(document, option=orjson.OPT_INDENT_2)
        save_bytes(output, lambda file: file.writelines([text]))
    out(say(found.lang, "written", path=output))


@app.command()
def correct(
    worker: Worker,
    reason: Reason,
    set_: Annotated[
        list[str] | None, typer.Option("--set", help="phone=0912345678; trống là xóa / empty: emptied")
    ] = None,
    release: Annotated[
        list[str] | None, typer.Option(help="trường lại theo tệp / a field that files may change again")
    ] = None,
    company: Company = None,
    as_json: Json = False,
) -> None:
    """Sửa theo yêu cầu; tệp nhập sau không đổi lại. Correct on request; later files do not undo it."""
    from graph.clock import now, today
    from graph.database import Transaction
    from graph.errors import Invalid
    from graph.rights.correcting import correct as write
    from graph.search import meant
    from loaders.correcting import read_fields

    with opened(prepare=True) as (database, found):
        pairs = [one.partition("=") for one in set_ or ()]
        if wrong := [name for name, sign, _ in pairs if not sign]:
            raise Invalid(
                f"“{wrong[0]}” is no field=value.", f"«{wrong[0]}» không có dạng trường=giá trị.", field="--set"
            )
        values = read_fields({name: value for name, _, value in pairs}, today=today())

        def work(transaction: Transaction) -> dict[str, Any]:
            key = meant(transaction, worker, day=today(), company=company)
            by = machine_user()
            return write(transaction, key, values, release=release or (), reason=reason, by=by, now=now())

        document = database.write(work)
    if as_json:
        out_json(document)
        return
    fields = {name: ", ".join(document[name]) or "-" for name in ("corrected", "released")}
    out(say(found.lang, "person-corrected", key=document["record"], **fields))


@app.command()
def erase(worker: Worker, reason: Reason, company: Company = None, as_json: Json = False) -> None:
    """Xóa dữ liệu của một người, trừ điều phải giữ. Erase a person, but for what must be kept."""
    from graph.clock import today
    from graph.retention.purge import Asked
    from graph.search import meant
    from service import retention
    from service.audit import Audit

    with opened(prepare=True) as (database, found):
        key = database.read(lambda transaction: meant(transaction, worker, day=today(), company=company))
        days, rules = retention.clocks(found), retention.rules(found)
        asked = Asked(day=today(), days=days, rules=rules, by=machine_user(), reason=reason)
        audit = Audit(database, found.data_dir / "audit")
        document = retention.erase_person(database, found, audit, key, asked=asked)
        audit.carry()
    if as_json:
        out_json(document)
        return
    lang = "en" if found.lang == "en" else "vi"
    message = "person-erased" if document["deleted"] else "person-pseudonymised"
    counts = {name: document[name] for name in ("records", "lists", "reports", "proof")}
    out(say(found.lang, message, names=", ".join(document["pseudonyms"]), **counts))
    for kept in document["kept"]:
        out(say(found.lang, "person-kept", what=kept["what"], why=kept["why"][lang], until=kept["until"] or "-"))
    for sentence in document["not_reached"]:
        out(f"  {sentence[lang]}")
