"""truyvet identity list, accept, reject, undo."""

from typing import Annotated, Any

import typer

from service.cli.console import dmy, opened, out, out_json, paging, table
from service.cli.logged import machine_user
from service.cli.options import Company, Json, Limit, Offset
from service.messages import say, word

app = typer.Typer(help="Hai bản ghi có phải một người? Records that may be one person.", no_args_is_help=True)

Key = Annotated[str, typer.Argument(help="khóa của cặp / the pair's key")]


@app.command("list")
def list_all(
    state: Annotated[str, typer.Option(help="open, accepted, rejected")] = "open",
    company: Company = None,
    limit: Limit = 50,
    offset: Offset = 0,
    as_json: Json = False,
) -> None:
    """Các cặp đang chờ quyết định, giống nhất trước. Pairs that wait for a decision, the likeliest first."""
    from graph.clock import now, today
    from graph.identity.suggestions import list_pairs, refresh
    from graph.search import company_keys

    with opened(prepare=True) as (database, found):
        keys = database.read(lambda transaction: company_keys(transaction, company)) if company else None
        refresh(database, day=today(), now=now())
        document = list_pairs(database, state=state, companies=keys, day=today(), limit=limit, offset=offset)
    if as_json:
        out_json(document)
        return
    if document["pairs"]:
        columns = ("pair", "score", "why", "name", "born", "citizen_id", "phone", "company", "code", "residence")
        table(found.lang, columns, [row for pair in document["pairs"] for row in _rows(pair, found.lang)])
    out(say(found.lang, "identity-total" if document["total"] else "identity-none", total=document["total"]))
    paging(found.lang, document, len(document["pairs"]))


def _rows(pair: dict[str, Any], lang: str) -> list[list[object]]:
    """Return a pair as two rows, one person below the other, so that what differs is seen."""
    score = "" if pair["score"] is None else f"{pair['score']:.2f}"
    reasons = "; ".join(word(lang, reason) for reason in pair["reasons"])
    heads = ([pair["key"], score, reasons], ["", "", pair["decided_by"] or ""])
    names = ("citizen_id", "phone", "company", "code", "residence")
    return [
        [
            *head,
            person["name"],
            dmy(person["birth_date"]) or person["birth_year"] or "",
            *(person[name] or "" for name in names),
        ]
        for head, person in zip(heads, pair["people"], strict=True)
    ]


@app.command()
def accept(key: Key, as_json: Json = False) -> None:
    """Đúng là một người. They are one person."""
    _decide(key, "accept", as_json=as_json)


@app.command()
def reject(key: Key, as_json: Json = False) -> None:
    """Là hai người khác nhau. They are two people."""
    _decide(key, "reject", as_json=as_json)


@app.command()
def undo(key: Key, as_json: Json = False) -> None:
    """Rút lại quyết định. Take a decision back."""
    _decide(key, "undo", as_json=as_json)


def _decide(key: str, decision: Any, *, as_json: bool) -> None:
    from graph.clock import now
    from graph.identity.suggestions import decide

    with opened(prepare=True) as (database, found):
        document = decide(database, key, decision, by=machine_user(), now=now())
    if as_json:
        out_json(document)
    else:
        out(say(found.lang, f"identity-{document['state']}", key=key))
