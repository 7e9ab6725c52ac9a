"""The log on stderr: one line an event, as text or JSON, with the request that it belongs to.

No line holds a body, a query string or a name. An exception's own text may quote what somebody sent, so of an exception
only its kind and the places in the code are told. The request's id is also in the answer's X-Request-Id.
"""

import logging
import sys
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType

import orjson

#: The id of the request in hand.
request_id: ContextVar[str | None] = ContextVar("request_id", default=None)

#: These tell of what they do; the rest only of what is wrong.
_TALKATIVE = ("graph", "loaders", "service")
#: They quote what errors say; what matters of the driver is told by graph.database, of NiceGUI by service.pages.page.
_QUIET = ("neo4j", "nicegui")
#: What ``extra`` may add to a line.
_FIELDS = ("method", "route", "status", "milliseconds")

_Error = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def start_log(form: str) -> None:
    """Log to stderr, as ``text`` or ``json``."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if form == "json" else TextLines())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.INFO)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL)


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        document = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "request": request_id.get(),
            **{name: record.__dict__[name] for name in _FIELDS if name in record.__dict__},
        }
        if record.exc_info:
            document["error"] = places(record.exc_info)
        return orjson.dumps(document).decode()


class TextLines(logging.Formatter):
    """The same for people."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        time = datetime.fromtimestamp(record.created, UTC).isoformat(sep=" ", timespec="milliseconds")
        parts = [time, record.levelname.lower(), record.name, record.getMessage()]
        parts += [str(record.__dict__[name]) for name in _FIELDS if name in record.__dict__]
        if request := request_id.get():
            parts.append(f"[{request}]")
        if record.exc_info:
            parts.append(places(record.exc_info))
        return " ".join(parts)


def places(error: _Error) -> str:
    """Return an exception's kind and where it came through, innermost last, without its text."""
    kind, _, trace = error
    frames = traceback.extract_tb(trace)
    where = " > ".join(f"{'/'.join(frame.filename.split('/')[-2:])}:{frame.lineno}" for frame in frames[-12:])
    return f"{kind.__name__ if kind else '-'} at {where}"
