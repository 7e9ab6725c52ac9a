"""Administration: accounts, the log, retention, one person's rights; one sees what one's role may."""

from urllib.parse import quote

from fastapi.responses import RedirectResponse
from nicegui import ui
from starlette.requests import Request

from service.accounts.roles import Permission
from service.pages import parts
from service.pages.visit import Visit, visit_of

_P = Permission
#: Address, message, who may.
SECTIONS: tuple[tuple[str, str, Permission], ...] = (
    ("/administration/accounts", "accounts-title", _P.ACCOUNTS),
    ("/administration/log", "log-title", _P.LOG),
    ("/administration/retention", "retention-title", _P.RETENTION),
    ("/administration/persons", "rights-title", _P.RIGHTS),
    ("/rules", "rules-title", _P.RULES),
)


@ui.page("/administration")
async def administration(request: Request) -> RedirectResponse:
    """The first section that one's role has; the page of accounts tells who has none."""
    visit = await visit_of(request)
    if not visit.me:
        return RedirectResponse(f"/sign-in?next={quote('/administration')}", status_code=303)
    to = next((path for path, _, needs in SECTIONS if visit.may(needs)), SECTIONS[0][0])
    return RedirectResponse(to, status_code=303)


def sections(visit: Visit) -> None:
    """Show the ways to the sections, where there is more than one."""
    own = [(path, message) for path, message, needs in SECTIONS if visit.may(needs)]
    if len(own) < 2:
        return
    with parts.tag("nav").classes("tv-sections") as ways:
        ways._props["aria-label"] = visit.say("administration-sections")
        for path, message in own:
            link = parts.link(visit.say(message), path)
            if visit.path == path or visit.path.startswith(f"{path}/"):
                link.props("aria-current=page")
