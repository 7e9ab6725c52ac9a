"""How a page is declared: its address, its title, who may see it. The rest is the same for all pages."""

import logging
from collections.abc import Awaitable, Callable
from urllib.parse import quote

from fastapi.responses import RedirectResponse
from nicegui import ui
from starlette.requests import Request
from starlette.responses import Response

from service.accounts.purpose import PURPOSED
from service.accounts.roles import Permission, Role
from service.pages import frame, parts
from service.pages.asking import Refused
from service.pages.day_field import ToldAtField
from service.pages.visit import Visit, visit_of

log = logging.getLogger(__name__)
Build = Callable[[Visit], Awaitable[None]]
#: Longer than any question that a page asks before it is shown; what takes longer is asked after (``parts.later``).
_SECONDS = 60.0


def page(path: str, *, title: str, needs: tuple[Permission, ...] = ()) -> Callable[[Build], Build]:
    """Declare a page. ``title`` is a message; ``needs``: any of these permissions, none for a page of everybody's own.

    Whoever is not signed in is sent to do so and comes back; so is who has a password to change or no purpose yet.
    """

    def declare(build: Build) -> Build:
        ui.page(path, response_timeout=_SECONDS)(shown_by(build, title=title, needs=needs))
        return build

    return declare


def shown_by(
    build: Build, *, title: str, needs: tuple[Permission, ...] = ()
) -> Callable[[Request], Awaitable[Response | None]]:
    """Return what answers a request with a page."""

    async def shown(request: Request) -> Response | None:
        visit = await visit_of(request)
        if visit.refused is not None:
            frame.bare(visit, title=title)
            failed(visit, visit.refused)
            return None
        if (elsewhere := _first(visit, needs)) is not None:
            return RedirectResponse(f"{elsewhere}?next={quote(visit.here, safe='')}", status_code=303)
        ui.on_exception(lambda error: _told(visit, error))
        with frame.framed(visit, title=title):
            if needs and not visit.may(*needs):
                ui.context.client.status_code = 403
                parts.problem(visit, visit.say("forbidden", role=visit.word(f"role-{visit.me['role']}")))
            else:
                await _built(visit, build)
        return None

    return shown


def _first(visit: Visit, needs: tuple[Permission, ...]) -> str | None:
    """Return where one has to go before this page."""
    if not visit.me:
        return "/sign-in"
    if visit.me.get("must_change_password"):
        return "/password"
    purposed = any(permission in PURPOSED for permission in needs) and visit.may(*PURPOSED)
    if purposed and visit.me["purpose"] is None and visit.me["role"] != Role.FIRM:
        return "/purpose"
    return None


async def _built(visit: Visit, build: Build) -> None:
    try:
        await build(visit)
    except Refused as refused:
        failed(visit, refused)
    except Exception as error:
        _log(error)
        ui.context.client.status_code = 500
        parts.problem(visit, visit.say("broken"))


def failed(visit: Visit, refused: Refused) -> None:
    """Show, in place of what was asked for, why it is not to be had."""
    ui.context.client.status_code = refused.status
    parts.problem(visit, refused.sentence(visit.lang), again=refused.status >= 500)


def _told(visit: Visit, error: Exception) -> None:
    """Tell of what went wrong after the page was there."""
    if isinstance(error, Refused):
        if error.status == 401:
            ui.navigate.to(f"/sign-in?next={quote(visit.here, safe='')}")
            return
        parts.tell(error.sentence(visit.lang), wrong=True)
    elif not isinstance(error, ToldAtField):
        _log(error)
        parts.tell(visit.say("broken"), wrong=True)


def _log(error: Exception) -> None:
    log.error("a page met %s", type(error).__name__, exc_info=error)


async def _nothing(visit: Visit) -> None:
    ui.context.client.status_code = 404
    parts.link(visit.say("to-first"), frame.first_place(visit)).classes("tv-button")


#: What stands at every other address.
no_page = shown_by(_nothing, title="nothing-here")
