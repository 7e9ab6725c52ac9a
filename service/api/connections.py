"""One client's line: the head of a request has to come in its time, or the line is closed.

Uvicorn limits the silence between requests; a client that sends a head byte by byte it would wait for without an end.
"""

import asyncio
from typing import Self

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol


class Connection(H11Protocol):
    """Uvicorn's, and a timer from the line's opening, or a head's first byte, to the head's end."""

    head_seconds = 10.0
    _timer: asyncio.TimerHandle | None = None

    @classmethod
    def with_head_in(cls, seconds: float) -> type[Self]:
        """Return the class for a limit in seconds."""
        return type(cls.__name__, (cls,), {"head_seconds": seconds})

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a head."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what came: a head's end, or less."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._wait_no_more()
        elif self._timer is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._wait_no_more()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._timer = self.loop.call_later(self.head_seconds, self.transport.close)

    def _wait_no_more(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
