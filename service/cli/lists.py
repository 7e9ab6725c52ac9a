"""truyvet lists: the lists of contacts that were handed out."""

from typing import Annotated

import typer

from service.cli.console import dmy, opened, out, out_json, paging, table
from service.cli.options import Json, Limit, Offset
from service.messages import say, word


def lists(
    key: Annotated[str | None, typer.Argument(help="khóa danh sách / a list's key")] = None,
    limit: Limit = 200,
    offset: Offset = 0,
    as_json: Json = False,
) -> None:
    """Các danh sách đã phát hành (trace --keep), hoặc một danh sách. Issued lists, or one of them."""
    from graph.tracing.issued import issued_document, issued_list, issued_lists

    with opened() as (database, settings):
        if key is not None:
            document = database.read(lambda tx: issued_document(issued_list(tx, key)))
        else:
            document = database.read(lambda tx: issued_lists(tx, limit=limit, offset=offset))
    if as_json:
        out_json(document)
        return
    lang = settings.lang
    if key is not None:
        out(document["question"][lang])
        out(f"{document['key']}  {dmy(document['issued_at'][:10])}  {document['issued_by']}  {document['hash']}")
        rows = [
            [c["level"], word(lang, c["grade"]), c["key"], dmy(c["first"]), dmy(c["last"]), c["days"]]
            for c in document["contacts"]
        ]
        table(lang, ("level", "grade", "key", "from", "to", "days"), rows)
        return
    rows = [
        [
            entry["key"],
            dmy(entry["issued_at"][:10]),
            entry["issued_by"],
            entry["total"],
            entry["rules"],
            entry["hash"][:16],
        ]
        for entry in document["lists"]
    ]
    if rows:
        table(lang, ("key", "issued_at", "issued_by", "people", "rules", "hash"), rows)
    else:
        out(say(lang, "lists-none"))
    paging(lang, document, len(rows))
