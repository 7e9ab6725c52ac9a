"""Long analyses: asked as a job of the API's, with how far it is and a way to give up."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from nicegui import ui

from service.pages import parts
from service.pages.asking import Refused
from service.pages.visit import Visit

#: Seconds between two looks at a job: short ones are shown at once, long ones are not asked all the time.
_FIRST_WAIT, _LONGEST_WAIT = 0.1, 1.0
_STATUS = {"not-found": 404, "invalid": 422, "conflict": 409}


class GivenUp(Exception):
    """Whoever asked does not want the answer any more."""


async def in_background(
    visit: Visit, method: str, path: str, *, body: Any = None, query: Mapping[str, Any] | None = None
) -> Any:
    """Return the document of a long analysis; meanwhile show here how far it is. Raises Refused, GivenUp.

    A job that nobody waits for any more, as the page was left, is cancelled.
    """
    job = await visit.api.ask(method, path, body=body, query=query, prefer="respond-async")
    waiting = _Waiting(visit, job["key"])
    ui.context.client.on_delete(waiting.forget)
    try:
        return await waiting.result(job)
    finally:
        waiting.box.delete()
        await waiting.forget()


class _Waiting:
    """A job that somebody waits for."""

    def __init__(self, visit: Visit, key: str) -> None:
        self._visit, self._path = visit, f"/jobs/{key}"
        self._wanted = self._there = True
        self.box = parts.tag("div").classes("tv-actions")
        with self.box:
            self._bar = parts.tag("progress")
            self._bar._props.update({"max": 1, "aria-label": visit.say("working")})
            parts.button(visit.say("analyses-give-up"), self._give_up)

    async def result(self, job: Mapping[str, Any]) -> Any:
        """Return what the job found. Raises Refused for one that failed, GivenUp for one that was cancelled."""
        wait = _FIRST_WAIT
        while job["state"] in ("queued", "running"):
            await asyncio.sleep(wait)
            wait = min(wait * 1.5, _LONGEST_WAIT)
            if self._wanted:
                job = await self._visit.api.get(self._path)
            if not self._wanted:
                raise GivenUp
            if job["progress"]:
                self._bar._props["value"] = job["progress"]
                self._bar.update()
        if job["error"] is not None:
            raise Refused(_STATUS.get(job["error"]["code"], 500), job["error"])
        return job["result"]

    def _give_up(self) -> None:
        self._wanted = False

    async def forget(self) -> None:
        """Cancel the job, or let go of its result: the service keeps results in its memory."""
        self._wanted = False
        if self._there:
            self._there = False
            with suppress(Refused):
                await self._visit.api.ask("DELETE", self._path)
