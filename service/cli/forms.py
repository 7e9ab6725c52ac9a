"""The forms besides the roster: blank ones, and filled ones that come back."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from service.cli.console import dmy, opened, out, out_json, save_bytes, settings
from service.cli.logged import machine_user
from service.cli.options import Json
from service.messages import say

Form = Annotated[Path, typer.Argument(help=".xlsx, .xls, .ods, .csv")]
Check = Annotated[bool, typer.Option("--check", help="chỉ kiểm tra, không ghi / checks only, writes nothing")]
Blank = Annotated[Path, typer.Option("-o", help=".xlsx")]


def template_of(form: str, help: str) -> Callable[..., None]:
    """Return a command that writes a blank form."""

    def template(output: Blank = Path(f"{form}.xlsx")) -> None:
        from loaders.forms.columns import FORMS
        from loaders.forms.writing import write_form

        found = settings()
        save_bytes(output, lambda file: write_form(FORMS[form], file))
        out(say(found.lang, "written", path=output))

    template.__doc__ = help
    return template


def import_of(form: str, help: str) -> Callable[..., None]:
    """Return a command that imports a filled form."""

    def import_(
        file: Form,
        disease: Annotated[str, typer.Option()] = "covid-19",
        check: Check = False,
        as_json: Json = False,
    ) -> None:
        from loaders.forms.importing import import_form

        with opened(prepare=True) as (database, found):
            by = machine_user()
            document = import_form(database, file, form, by=by, disease=disease, check=check)
        if as_json:
            out_json(document)
        else:
            _print(found.lang, document)

    import_.__doc__ = help
    return import_


def _print(lang: str, document: dict[str, Any]) -> None:
    out(say(lang, "form-line", file=document["file"], **document["rows"]))
    if document["check"]:
        out(say(lang, "import-check"))
    for entry in document["entries"]:
        if entry["state"] in ("doubtful", "rejected"):
            out(say(lang, "form-row", sheet=entry["sheet"], row=entry["row"], text=entry["message"][lang]))
            for one in entry["candidates"]:
                born = dmy(one["birth_date"]) or one["birth_year"] or "?"
                out(say(lang, "form-candidate", **{**one, "born": born, "company": one["company"] or "—"}))
