"""The innermost ring of a request: how large a body may be and how slowly it may come, and errors nobody foresaw."""

import asyncio
from time import monotonic

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.problems import problem, unexpected
from service.settings import Settings

_MEGABYTE = 1024**2
#: Of a body that is refused so much more is taken and forgotten, in so many seconds.
_DRAIN_BYTES = 32 * _MEGABYTE
_DRAIN_SECONDS = 3.0
#: A form is a little larger than the file in it.
_AROUND = 64 * 1024


class _Refused(Exception):
    """A body that is not read on."""

    def __init__(self, status: int, code: str, en: str, vi: str) -> None:
        super().__init__(code)
        self.answer = problem(status, code, en, vi)
        self.answer.headers["Connection"] = "close"  # what is still on its way is no next request


class Bodies:
    """Middleware: 413 for a body that is too large, before it is in memory, and 408 for one that does not come."""

    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self._app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False
        body = _Body(scope, receive, self._settings)

        async def watched(message: Message) -> None:
            nonlocal begun
            if body.refused is None or begun:  # what is made of half a body is no answer
                begun = True
                await send(message)

        try:
            body.check_length()
            await self._app(scope, body.receive, watched)
        except _Refused:
            pass
        except Exception as error:
            if not begun and body.refused is None:
                await (await unexpected(Request(scope), error))(scope, receive, send)
            if body.refused is None:
                raise
        if body.refused is not None and not begun:
            await body.drain()
            await body.refused.answer(scope, receive, send)


class _Body:
    """One body as it comes in."""

    def __init__(self, scope: Scope, receive: Receive, settings: Settings) -> None:
        self._scope, self._receive, self._settings = scope, receive, settings
        self._size = 0
        self._until = monotonic() + settings.body_seconds
        self._whole = False
        self.refused: _Refused | None = None
        content = dict(scope["headers"]).get(b"content-type", b"")
        upload = content.lower().startswith(b"multipart/form-data")
        self._megabytes = settings.upload_megabytes if upload else settings.body_megabytes
        self._most = self._megabytes * _MEGABYTE + (_AROUND if upload else 0)

    def check_length(self) -> None:
        """Refuse by what the head says, before a byte of the body is taken."""
        length = dict(self._scope["headers"]).get(b"content-length", b"0")
        if length.isdigit() and int(length) > self._most:
            self._refuse_size()

    async def receive(self) -> Message:
        """Take the next piece."""
        if self.refused is not None:
            raise self.refused
        if self._whole:
            return await self._receive()
        seconds = min(self._settings.body_pause_seconds, self._until - monotonic())
        try:
            message = await asyncio.wait_for(self._receive(), max(seconds, 0))
        except TimeoutError:
            self._refuse(
                408,
                "too-slow",
                "The request did not come to its end in time; send it again over a faster line.",
                "Yêu cầu không gửi xong trong thời gian cho phép; hãy gửi lại qua đường truyền nhanh hơn.",
            )
        self._whole = message["type"] != "http.request" or not message.get("more_body", False)
        self._size += len(message.get("body", b""))
        if self._size > self._most:
            self._refuse_size()
        return message

    async def drain(self) -> None:
        """Take a little more and keep nothing of it: most clients read no answer before all is sent.

        Who asked whether to send at all (Expect: 100-continue) is not made to.
        """
        until, left = monotonic() + _DRAIN_SECONDS, _DRAIN_BYTES
        if b"expect" in dict(self._scope["headers"]):
            return
        while not self._whole and left > 0 and (seconds := until - monotonic()) > 0:
            try:
                message = await asyncio.wait_for(self._receive(), seconds)
            except TimeoutError:
                return
            self._whole = message["type"] != "http.request" or not message.get("more_body", False)
            left -= len(message.get("body", b""))

    def _refuse_size(self) -> None:
        self._refuse(
            413,
            "too-large",
            f"The request is larger than {self._megabytes} MB; send less at a time.",
            f"Yêu cầu lớn hơn {self._megabytes} MB; hãy gửi ít hơn mỗi lần.",
        )

    def _refuse(self, status: int, code: str, en: str, vi: str) -> None:
        self.refused = _Refused(status, code, en, vi)
        raise self.refused
