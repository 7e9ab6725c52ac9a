"""No request waits for a graph that does not answer: it is told so at once, and one that waits already is, too.

What such a request had begun goes on behind its answer, as a thread that reads from the graph cannot be called back;
it ends when the graph answers or its line is given up. What it did by then stands in the log of who saw what as done.
"""

import asyncio
import logging

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.problems import problem
from service.metrics import Metrics
from service.watch import Watch

log = logging.getLogger(__name__)
#: Whoever waits looks so often, in seconds.
LOOK = 0.25


class Guarded:
    """Middleware: 503 with a sentence under /api while the graph does not answer."""

    def __init__(self, app: ASGIApp, *, watch: Watch, metrics: Metrics) -> None:
        self._app, self._watch, self._metrics = app, watch, metrics
        self._left: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or not scope["path"].startswith("/api"):
            await self._app(scope, receive, send)
            return
        if self._watch.problem() is not None:
            await self._refuse(scope, receive, send)
            return
        begun, left = False, False

        async def watched(message: Message) -> None:
            nonlocal begun
            if not left:
                begun = True
                await send(message)

        work = asyncio.ensure_future(self._app(scope, receive, watched))
        try:
            while not (await asyncio.wait({work}, timeout=LOOK))[0]:
                if self._watch.problem() is not None and not begun:
                    left = True
                    self._leave(work)
                    await self._refuse(scope, receive, send)
                    return
        except asyncio.CancelledError:
            work.cancel()
            raise
        await work

    def _leave(self, work: asyncio.Task[None]) -> None:
        self._left.add(work)
        work.add_done_callback(self._ended)

    def _ended(self, work: asyncio.Task[None]) -> None:
        self._left.discard(work)
        if not work.cancelled() and (error := work.exception()) is not None:
            log.warning("a request that was given up ended with %s", type(error).__name__)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._metrics.turned_away("graph")
        error = self._watch.problem()
        if error is None:  # it has come back in this moment: the next try will do
            answer = problem(503, "graph-unavailable", "The graph did not answer; try again.",
                             "Đồ thị không trả lời; hãy thử lại.")  # fmt: skip
        else:
            answer = problem(503, error.code, error.en, error.vi)
        await answer(scope, receive, send)
