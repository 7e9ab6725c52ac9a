"""What is round every page: where one can go, who one is, for which purpose, the language, and help."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from urllib.parse import quote

from nicegui import ui

from service.accounts.roles import Permission
from service.accounts.sessions import csrf_token
from service.pages import parts
from service.pages.colours import STYLE_SHEET
from service.pages.languages import LANGUAGES
from service.pages.static import STYLES, VERSIONED
from service.pages.visit import Visit

_P = Permission
#: Address, message, who may: any of these.
PLACES: tuple[tuple[str, str, tuple[Permission, ...]], ...] = (
    ("/find", "find", (_P.PERSONS,)),
    ("/today", "today", (_P.FOLLOW_UP,)),
    ("/cases", "cases", (_P.CASES,)),
    ("/lists", "lists", (_P.LISTS,)),
    ("/companies", "companies", (_P.COMPANIES,)),
    ("/imports", "imports", (_P.IMPORTS,)),
    ("/identity", "identity", (_P.IDENTITY,)),
    ("/analyses", "analyses", (_P.ANALYSES,)),
    ("/administration", "administration", (_P.ACCOUNTS, _P.LOG, _P.RETENTION)),
)
#: Key, and what it does: told by the help, done by truyvet.js.
KEYS = (("/", "key-find"), ("↑ ↓", "key-arrows"), ("Enter", "key-enter"), ("Esc", "key-escape"), ("?", "key-help"))


@contextmanager
def framed(visit: Visit, *, title: str) -> Iterator[None]:
    """Show the frame of whoever is signed in; what is built within is the page's own."""
    _head(visit, title)
    with ui.header(fixed=False, wrap=True, add_scroll_padding=False).classes("tv-header"):
        parts.link(visit.say("skip"), "#content").classes("tv-skip")
        parts.link("truyvet", "/").classes("tv-brand")
        if not visit.me.get("must_change_password"):
            _places(visit)
        with parts.tag("div").classes("tv-who"):
            _who(visit)
    _help(visit)
    with parts.tag("div").classes("tv-page").props("id=content tabindex=-1"):
        parts.text("h1", visit.say(title)).classes("tv-title")
        yield


def bare(visit: Visit, *, title: str) -> None:
    """Show the head of a page for who is not signed in."""
    _head(visit, title)
    with ui.header(fixed=False, wrap=True, add_scroll_padding=False).classes("tv-header"):
        parts.link("truyvet", "/").classes("tv-brand")
        with parts.tag("div").classes("tv-who"):
            _languages(visit)
    parts.text("h1", visit.say(title)).classes("tv-title")


def first_place(visit: Visit) -> str:
    """Return the address of the first page that one may see."""
    return next((path for path, _, needs in PLACES if visit.may(*needs)), "/me")


def _head(visit: Visit, title: str) -> None:
    client = ui.context.client
    client.page = copy(client.page)  # NiceGUI's own is one for all visits to an address
    client.page.language = LANGUAGES[visit.lang == "en"]
    ui.page_title(f"{visit.say(title)} · truyvet")
    cookie = visit.cookie
    csrf = f'<meta name="truyvet-csrf" content="{csrf_token(cookie)}">' if cookie else ""
    styles = "".join(f'<link rel="stylesheet" href="{VERSIONED}/{name}">' for name in STYLES)
    ui.add_head_html(f'{csrf}{styles}<style>{STYLE_SHEET}</style><script src="{VERSIONED}/truyvet.js"></script>')


def _places(visit: Visit) -> None:
    with parts.tag("nav").props(f'aria-label="{visit.say("places")}"').classes("tv-places"):
        for path, message, needs in PLACES:
            if visit.may(*needs):
                link = parts.link(visit.say(f"place-{message}"), path)
                inside = visit.path == path or visit.path.startswith(f"{path}/")
                if inside:
                    link.props("aria-current=page")


def _who(visit: Visit) -> None:
    if (purpose := visit.me.get("purpose")) is not None:
        purpose_page = visit.address("/purpose", next=visit.here)
        parts.link(visit.say("for-purpose", purpose=purpose), purpose_page).classes("tv-purpose")
    if (name := visit.me.get("name")) is not None:
        parts.link(name, "/me")
    _languages(visit)
    help_ = parts.tag("button").props(f'type=button data-help aria-label="{visit.say("help")}"').classes("tv-help")
    with help_:
        parts.text("span", "?")


def _languages(visit: Visit) -> None:
    other, name = ("en", "English") if visit.lang == "vi" else ("vi", "Tiếng Việt")
    parts.link(name, f"/language/{other}?to={quote(visit.here, safe='')}").props(f"lang={other} hreflang={other}")


def _help(visit: Visit) -> None:
    """The keys, in the browser's own dialog: truyvet.js opens it by ?."""
    with parts.tag("dialog").props(f'id=tv-help aria-label="{visit.say("help")}"').classes("tv-dialog"):
        parts.text("h2", visit.say("help"))
        with parts.tag("dl").classes("tv-keys"):
            for key, message in KEYS:
                with parts.tag("dt"):
                    parts.text("kbd", key)
                parts.text("dd", visit.say(message))
        with parts.tag("form").props("method=dialog"):
            parts.text("button", visit.say("close"))
