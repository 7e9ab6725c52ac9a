"""Signing in and out, the first administrator, one's password, and for which purpose one is here."""

from fastapi.responses import RedirectResponse
from nicegui import ui
from starlette.requests import Request
from starlette.responses import Response

from service.accounts.purpose import LONGEST, PURPOSED
from service.accounts.roles import MEANINGS, Permission
from service.pages import frame, parts
from service.pages.languages import local
from service.pages.page import page
from service.pages.sent_form import SentForm
from service.pages.visit import Visit, visit_of


@ui.page("/sign-in")
async def sign_in(request: Request) -> Response | None:
    """Name and password, or the organisation's own sign-in."""
    visit = await visit_of(request)
    following = local(visit.query.get("next"))
    if visit.me:
        return RedirectResponse(following, status_code=303)
    frame.bare(visit, title="sign-in")
    with parts.tag("div").classes("tv-card"):
        SentForm(
            visit,
            "POST",
            "/session",
            [
                {"name": "name", "label": visit.say("account-name"), "autocomplete": "username", "longest": 80},
                {
                    "name": "password",
                    "label": visit.say("password"),
                    "type": "password",
                    "autocomplete": "current-password",
                },
            ],
            submit=visit.say("sign-in"),
            next_=following,
        )
        if request.scope["truyvet.api"].state.settings.oidc_issuer:
            parts.link(visit.say("sign-in-openid"), "/api/session/openid").classes("tv-button")
    parts.note(visit.say("no-account"))
    return None


@ui.page("/first-start")
async def first_start(request: Request) -> None:
    """The first administrator, by the one-time link that ``truyvet serve`` printed."""
    visit = await visit_of(request)
    frame.bare(visit, title="first-start-title")
    parts.text("p", visit.say("first-start-about"))
    with parts.tag("div").classes("tv-card"):
        SentForm(
            visit,
            "POST",
            "/first-start",
            [
                {"name": "secret", "label": visit.say("first-start-secret"), "help": visit.say("first-start-help")},
                {"name": "name", "label": visit.say("account-name"), "autocomplete": "username", "longest": 80},
                _new_password(visit, "password"),
            ],
            submit=visit.say("first-start-make"),
            next_="/administration",
            secret="secret",  # noqa: S106 - the name of a field
        )


def _new_password(visit: Visit, name: str) -> dict[str, str]:
    return {
        "name": name,
        "label": visit.say("password-new"),
        "type": "password",
        "autocomplete": "new-password",
        "help": visit.say("password-help"),
    }


@ui.page("/password")
async def password(request: Request) -> Response | None:
    """A new password; also while one that somebody else chose keeps all else closed."""
    visit = await visit_of(request)
    if not visit.me:
        return RedirectResponse("/sign-in?next=/password", status_code=303)
    with frame.framed(visit, title="password-change"):
        if visit.me.get("must_change_password"):
            parts.text("p", visit.say("password-must"))
        with parts.tag("div").classes("tv-card"):
            SentForm(
                visit,
                "PUT",
                "/me/password",
                [
                    {
                        "name": "old",
                        "label": visit.say("password-old"),
                        "type": "password",
                        "autocomplete": "current-password",
                    },
                    _new_password(visit, "new"),
                ],
                submit=visit.say("password-change"),
                next_=local(visit.query.get("next")),
            )
    return None


@page("/purpose", title="purpose-title")
async def purpose(visit: Visit) -> None:
    """For which outbreak or case persons are read; it stands in the log beside what was read."""
    parts.text("p", visit.say("purpose-about"))
    with parts.tag("div").classes("tv-card"):
        SentForm(
            visit,
            "PUT",
            "/me/purpose",
            [
                {
                    "name": "purpose",
                    "label": visit.say("purpose-field"),
                    "value": visit.me["purpose"] or "",
                    "help": visit.say("purpose-help"),
                    "longest": LONGEST,
                }
            ],
            submit=visit.say("go-on"),
            next_=local(visit.query.get("next")),
        )


@page("/me", title="me-title")
async def me(visit: Visit) -> None:
    """Who is signed in, what the role may, and the way out."""
    with parts.tag("section").classes("tv-card"):
        parts.facts(
            [
                (visit.say("account-name"), visit.me["name"]),
                (visit.word("role"), visit.word(f"role-{visit.me['role']}")),
                (visit.word("company"), ", ".join(visit.me["companies"])),
                (visit.word("purpose"), visit.me["purpose"]),
            ]
        )
        with parts.tag("div").classes("tv-actions"):
            parts.link(visit.say("password-change"), "/password?next=/me").classes("tv-button")
            if visit.may(*PURPOSED):
                parts.link(visit.say("purpose-change"), "/purpose?next=/me").classes("tv-button")
            SentForm(visit, "DELETE", "/session", [], submit=visit.say("sign-out"), next_="/sign-in")
    parts.text("h2", visit.say("me-may"))
    with parts.tag("ul"):
        for permission in visit.me["permissions"]:
            en, vi = MEANINGS[Permission(permission)]
            parts.text("li", en if visit.lang == "en" else vi)
