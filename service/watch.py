"""Whether the graph answers, known without asking it: a thread asks again and again, requests only look.

A graph whose process is stopped or whose machine is gone keeps its lines open and says nothing: whoever reads from it
waits. So it is taken to be gone when it leaves the thread's question without an answer for some seconds and answers
nobody else in them. It is back as soon as it answers anybody.
"""

import logging
import threading
from collections.abc import Callable
from time import monotonic

from graph.database import Connection, Database, unavailable
from graph.errors import GraphError, TruyvetError

log = logging.getLogger(__name__)
#: The thread asks so often, in seconds.
EVERY = 0.5
#: After a graph could not be started again it is tried again so much later, in seconds.
TRY_AGAIN = 30.0


class Watch:
    """Watches one graph. ``revived`` says where it is by now, and may start it again; None: where it was."""

    def __init__(
        self, database: Database, *, silent_seconds: float, revived: Callable[[], Connection | None] = lambda: None
    ) -> None:
        """Watch nothing yet: until ``start`` the graph is taken to answer."""
        self._database, self._silent_seconds, self._revived = database, silent_seconds, revived
        self._asked: float | None = None  #: since when a question of the thread has waited
        self._heard = monotonic()
        self._error: GraphError | None = None
        self._tried = -TRY_AGAIN
        self._stopping = threading.Event()
        self._looked = threading.Event()

    def start(self) -> None:
        """Begin to ask, and wait a moment for the first answer. Nobody waits for the thread: it may hang."""
        threading.Thread(target=self._work, name="watch", daemon=True).start()
        self._looked.wait(EVERY)

    def stop(self) -> None:
        """Ask no more."""
        self._stopping.set()

    def heard(self, _name: str = "", _seconds: float = 0.0) -> None:
        """Take note of an answer, whoever had asked."""
        self._heard, self._error = monotonic(), None

    def problem(self) -> GraphError | None:
        """Return what to say while the graph does not answer; None while it does."""
        asked, error = self._asked, self._error
        if error is None and asked is not None and monotonic() - max(asked, self._heard) > self._silent_seconds:
            return unavailable(self._database.connection.uri)
        return error

    def _work(self) -> None:
        up = True
        while not self._stopping.is_set():
            self._ask()
            self._looked.set()
            if up != (self._error is None):
                up = not up
                log.warning("the graph answers again" if up else "the graph does not answer")
            if not up:
                self._follow()
            self._stopping.wait(EVERY)

    def _ask(self) -> None:
        self._asked = monotonic()
        try:
            self._database.verify()
        except GraphError as error:
            self._error = error
        except Exception as error:
            # A driver that is being closed may say anything; nothing may end this thread.
            log.error("the graph could not be asked: %s", type(error).__name__)
            self._error = unavailable(self._database.connection.uri)
        else:
            self.heard()
        finally:
            self._asked = None

    def _follow(self) -> None:
        """Go where the graph is by now."""
        if self._stopping.is_set() or monotonic() - self._tried < TRY_AGAIN:
            return
        try:
            connection = self._revived()
        except TruyvetError as error:
            self._tried = monotonic()
            log.error("the graph could not be started again: %s", error.code)
            return
        if connection is not None and connection != self._database.connection:
            self._database.move(connection)
            log.warning("the graph was started again")
