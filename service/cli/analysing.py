"""What the commands of the analyses share: the view, one state of the graph, and --json."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from service.cli.console import opened, out_json

if TYPE_CHECKING:
    from graph.analysis.infected import View
    from graph.database import Transaction

#: Disease, as of, known at, rules: as the options of a command say.
Seen = tuple[str, str | None, str | None, str | None]


def analysed(
    ask: "Callable[[Transaction, View], dict[str, Any]]", seen: Seen, *, as_json: bool
) -> tuple[str, dict[str, Any]] | None:
    """Return the language and the document of an analysis; None where it is printed already, as JSON."""
    from graph.tracing.steady import read_steadily
    from service.views import view_asked

    with opened() as (database, found):
        view = view_asked(found, *seen)
        document = read_steadily(database, lambda tx, _: ask(tx, view))
    if as_json:
        out_json(document)
        return None
    return found.lang, document
