"""What commands do is in the log too: who on this machine, which command, for which purpose, how it ended."""

import getpass
import os
from typing import TYPE_CHECKING, Annotated

import typer
from typer.main import get_current_context  # type: ignore[attr-defined]  # typer keeps its own click

if TYPE_CHECKING:
    from graph.database import Database
    from service.settings import Settings

_META = "truyvet.logged"


def asked_purpose(
    purpose: Annotated[
        str | None,
        typer.Option(envvar="TRUYVET_PURPOSE", help="mục đích, ghi vào nhật ký / what it is for, kept in the log"),
    ] = None,
) -> None:
    """Truy vết tiếp xúc của công nhân khu công nghiệp. Contact tracing for workers of industrial parks."""
    # Read from the root's parameters by ``log_at_end``.


def log_at_end(database: "Database", settings: "Settings") -> None:
    """Let the command in hand write its entry into the spool when it ends; once, however often it opens the graph.

    It is carried into the chain by the service, or by ``truyvet audit``.
    """
    context = get_current_context(silent=True)
    if context is None or _META in context.meta:
        return
    from graph.audit.entry import Entry
    from graph.clock import now
    from service.accounts.purpose import stated
    from service.audit import Audit, Unlogged, hold

    audit = Audit(database, settings.data_dir / "audit")
    action, root = context.command_path, context.find_root()
    context.meta[_META] = True
    holding = hold()
    found = holding.__enter__()

    def end() -> None:
        holding.__exit__(None, None, None)
        entry = Entry(
            at=now(),
            actor=f"cli:{machine_user()}",
            action=action,
            outcome="refused" if found.refused else "done",
            persons=None if found.refused else found.persons,
            purpose=stated(root.params.get("purpose")),
            address="local",
        )
        try:
            audit.record(entry)
        except Unlogged as error:
            typer.echo(error.en if settings.lang == "en" else error.vi, err=True)

    context.call_on_close(end)


def machine_user() -> str:
    """Return the name of who runs the command."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container's user without a name
        return str(os.getuid())
