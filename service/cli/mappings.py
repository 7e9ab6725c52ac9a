"""truyvet mapping list, forget."""

from typing import Annotated

import typer

from service.cli.console import opened, out, out_json, table
from service.cli.options import Json
from service.messages import say

app = typer.Typer(help="Cách đọc cột đã xác nhận. Confirmed readings of firms' titles.", no_args_is_help=True)


@app.command("list")
def list_all(
    company: Annotated[str | None, typer.Option(help="khóa công ty / the company's key")] = None,
    as_json: Json = False,
) -> None:
    """Đã nhớ cách đọc cột nào. Which readings are remembered."""
    from loaders.mappings import list_mappings

    with opened(prepare=True) as (database, found):
        mappings = list_mappings(database, company)
    if as_json:
        out_json({"total": len(mappings), "mappings": mappings})
    elif not mappings:
        out(say(found.lang, "mapping-none"))
    else:
        rows = [
            (
                one["key"],
                one["name"] or one["company"],
                ", ".join(f"{title} = {name}" for title, name in one["columns"].items()),
                one["confirmed_at"][:10],
            )
            for one in mappings
        ]
        table(found.lang, ("key", "company", "columns", "confirmed_at"), rows)


@app.command()
def forget(key: Annotated[str, typer.Argument(help="khóa / key")]) -> None:
    """Quên một cách đọc. Forget one."""
    from loaders.mappings import forget_mapping

    with opened(prepare=True) as (database, found):
        forget_mapping(database, key)
        out(say(found.lang, "mapping-forgotten", key=key))
