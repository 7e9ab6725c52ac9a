"""How commands speak: answers on stdout, progress and errors on stderr, one sentence for each error."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO

import typer

from graph.errors import Invalid, TruyvetError
from service.cli.logged import log_at_end
from service.messages import say, word

if TYPE_CHECKING:
    from pathlib import Path

    from rich.table import Table

    from graph.cases import Dates
    from graph.database import Database
    from graph.progress import Told
    from service.settings import Settings

_OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def settings() -> "Settings":
    """Return the settings. Ends with one sentence where one of them cannot be used."""
    from pydantic import ValidationError

    from service.settings import Settings

    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        sys.stderr.write(f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}\n")
        raise typer.Exit(1) from None


@contextmanager
def failing() -> Iterator[None]:
    """Turn every error of ours into one sentence on stderr and exit code 1."""
    try:
        yield
    except TruyvetError as error:
        counted(refused=True)
        tell(error, lang=settings().lang)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


@contextmanager
def opened(*, prepare: bool = False, whole: bool = True) -> Iterator["tuple[Database, Settings]"]:
    """Open the graph for a command; one that is not whole only for a command that can do with it."""
    from service.connect import connected

    with failing():
        found = settings()
        with connected(found, prepare=prepare, whole=whole) as database:
            log_at_end(database, found)
            yield database, found


def counted(document: Any = None, *, refused: bool = False) -> None:
    """Tell the log how many persons a command shows, or that it was refused."""
    from service.audit import current, persons_in

    found = current()
    found.refused |= refused
    found.persons = persons_in(document) or found.persons


@contextmanager
def progress_bar() -> "Iterator[Told]":
    """Show on stderr, where somebody watches, how far a long analysis is: it is told so from 0 to 1."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1.0)
        yield lambda done: bar.update(task, completed=done)


def tell(error: TruyvetError, *, lang: str) -> None:
    """Print an error's sentence, and the people where several fit."""
    sys.stderr.write(f"{harmless(error.en if lang == 'en' else error.vi)}\n")
    for person in error.extra.get("people", ()):
        born = person["birth_date"] or person["birth_year"] or ""
        place = " / ".join(part for part in (person["company"], person["workshop"], person["team"]) if part)
        sys.stderr.write(harmless(f"  {person['key']}  {person['name']}  {born}  {place}") + "\n")


def out(text: str = "") -> None:
    """Print one line."""
    sys.stdout.write(f"{harmless(text)}\n")


def harmless(text: str) -> str:
    r"""Return a text without what a terminal would obey: control characters but line ends, changes of direction.

    >>> harmless("Tổ 1" + chr(27) + "[2J" + chr(0x202E)), harmless("a\nb")
    ('Tổ 1[2J', 'a\nb')
    """
    return text if text.isprintable() else _OBEYED.sub("", text)


def out_json(document: Any) -> None:
    """Print a document as JSON."""
    import orjson

    counted(document)

    sys.stdout.write(orjson.dumps(document, option=orjson.OPT_INDENT_2).decode() + "\n")


def table(lang: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table; a file or pipe gets it as wide as it needs."""
    from rich.console import Console

    console = Console(width=None if sys.stdout.isatty() else 200, soft_wrap=False, highlight=False, markup=False)
    console.print(_table(lang, columns, rows))


def _table(lang: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> "Table":
    from rich import box
    from rich.table import Table

    made = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        made.add_column(word(lang, column), overflow="fold", no_wrap=column in ("key", "code"))
    for row in rows:
        made.add_row(*("" if value is None else harmless(str(value)) for value in row))
    return made


def paging(lang: str, document: Mapping[str, Any], shown: int) -> None:
    """Say how much of a list is shown, where that is not all."""
    counted(document)
    if shown < document["total"]:
        out(say(lang, "shown-of", shown=shown, total=document["total"]))


def save(
    path: "Path",
    document: Mapping[str, Any],
    *,
    csv: Callable[[Mapping[str, Any]], Iterable[str]],
    xlsx: Callable[[Mapping[str, Any], BinaryIO], None],
) -> None:
    """Write a document as the file's name says: .csv, .xlsx, else JSON. Raises Invalid where it cannot be written."""
    import orjson

    counted(document)

    def write(file: BinaryIO) -> None:
        if path.suffix.lower() == ".csv":
            file.writelines(line.encode() for line in csv(document))
        elif path.suffix.lower() == ".xlsx":
            xlsx(document, file)
        else:
            file.write(orjson.dumps(document, option=orjson.OPT_INDENT_2))

    save_bytes(path, write)


def save_bytes(path: "Path", write: Callable[[BinaryIO], None]) -> None:
    """Write a file; one of that name is replaced when all is written. Raises Invalid where it cannot be written."""
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            write(file)
        part.replace(path)
    except OSError as error:
        raise Invalid(
            f"{path} cannot be written ({error.strerror}); choose another place.",
            f"Không ghi được {path} ({error.strerror}); hãy chọn nơi khác.",
            field="-o",
        ) from None


def dmy(day: str | None) -> str:
    """Return an ISO day as dd/mm/yyyy."""
    return f"{day[8:10]}/{day[5:7]}/{day[:4]}" if day else ""


def read_dates(
    onset: str | None = None, sampled: str | None = None, confirmed: str | None = None, isolated: str | None = None
) -> "Dates":
    """Return a case's dates as typed. Raises Invalid, naming the one that is no day."""
    from graph.cases import Dates
    from service.days import read_day

    return Dates(
        onset=read_day(onset, field="onset"),
        sampled=read_day(sampled, field="sampled"),
        confirmed=read_day(confirmed, field="confirmed"),
        isolated=read_day(isolated, field="isolated"),
    )
