"""Everything that can go wrong below the service, each with a sentence in both languages.

TruyvetError
├── NotFound              nothing has that key, code, ID or name
├── Ambiguous             several people fit; they are listed
├── Invalid               a value that cannot be: dates, rule sets, settings
├── Conflict              it contradicts what the graph holds
└── GraphError
    ├── GraphUnavailable  no answer from the database
    ├── GraphRefused      wrong user name or password, or a right is missing
    ├── GraphTimeout      the time limit was reached
    └── GraphFault        the database answered with an error of ours
"""

from typing import Any, ClassVar


class TruyvetError(Exception):
    """An error to show as it is: one sentence that says what, where and what to do.

    ``code`` is stable and goes into the API's problem document; ``field`` names the input that is meant.
    """

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 500

    def __init__(self, en: str, vi: str, *, field: str | None = None, extra: dict[str, Any] | None = None) -> None:
        super().__init__(en)
        self.en = en
        self.vi = vi
        self.field = field
        self.extra = extra or {}


class NotFound(TruyvetError):
    """Nothing has that key, code, ID or name."""

    code = "not-found"
    status = 404


class Ambiguous(TruyvetError):
    """Several people fit what was typed; ``extra["people"]`` lists them."""

    code = "ambiguous"
    status = 409


class Invalid(TruyvetError):
    """A value that cannot be."""

    code = "invalid"
    status = 422


class Conflict(TruyvetError):
    """It contradicts what the graph holds."""

    code = "conflict"
    status = 409


class GraphError(TruyvetError):
    """The database could not do what was asked."""

    code = "graph-error"
    status = 503


class GraphUnavailable(GraphError):
    """No answer from the database."""

    code = "graph-unavailable"


class GraphRefused(GraphError):
    """The database refused the user name and password, or what they may do."""

    code = "graph-refused"


class GraphTimeout(GraphError):
    """A query reached its time limit."""

    code = "graph-timeout"


class GraphFault(GraphError):
    """The database answered with an error that is ours to mend."""

    code = "graph-fault"
    status = 500
