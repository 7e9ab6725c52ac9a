"""The first questions of an official are asked once before: a graph that has just started answers them in seconds.

Neo4j then reads its indexes from the disk, makes its plans and compiles what it runs often; so does Python with our
own modules. What is found is thrown away, and shown to nobody.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from graph.cases import Dates
from graph.clock import today
from graph.database import Database
from graph.errors import TruyvetError
from graph.people import person_document
from graph.search import find
from graph.tracing.asking import answer
from graph.tracing.question import Asked
from service.settings import Settings

log = logging.getLogger(__name__)
#: Beginnings, whole words, several words: the names that most people have (shared/vietnam.md, 3).
NAMES = ("ng", "nguyễn", "nguyễn văn", "trần thị", "lê")
#: So many people are looked up and traced.
PEOPLE = 5
#: A question that is being answered when all ends has so many seconds.
_LAST_ANSWER = 5.0


@contextmanager
def warming(database: Database, settings: Settings) -> Iterator[None]:
    """Ask in a thread of its own, for which nobody waits; it ends with the block, before the graph is closed."""
    ended = threading.Event()
    thread = threading.Thread(
        target=warm, args=(database, settings), kwargs={"ended": ended}, name="warming", daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(_LAST_ANSWER)


def warm(database: Database, settings: Settings, *, ended: threading.Event) -> int:
    """Return how many people were traced: fewer when there are fewer, it was ended, or the graph does not answer."""
    traced = 0
    try:
        for key in _somebody(database, ended=ended):
            if ended.is_set():
                break
            database.read(partial(person_document, key=key, day=today()))
            asked = Asked(who=[key], dates=Dates(onset=today()))
            answer(database, asked, limit=PEOPLE, offset=0, own_rules=settings.rules_dir)
            traced += 1
    except TruyvetError as error:
        log.info("the first questions were not all asked: %s", error.code)
    return traced


def _somebody(database: Database, *, ended: threading.Event) -> list[str]:
    """Return the keys of some people whom the names find."""
    keys: dict[str, None] = {}
    for name in NAMES:
        if ended.is_set():
            break
        found = database.read(partial(find, text=name, day=today(), limit=PEOPLE))
        keys |= dict.fromkeys(match.card.key for match in found.people)
    return list(keys)[:PEOPLE]
