"""NiceGUI beside the API in one app: what the API does not answer is a page."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pkgutil import iter_modules

from fastapi import FastAPI
from nicegui import core, ui
from starlette.middleware import Middleware

from service import pages
from service.pages.languages import LANGUAGES
from service.pages.middleware import Pages
from service.pages.page import no_page
from service.pages.static import STATIC, VERSIONED

#: A page that lost its line is kept so long: a phone that changes its network finds what was on it.
_RECONNECT_SECONDS = 15.0
#: Of Quasar's fields and notes, dark enough for WCAG; all else is coloured by colours.css.
_COLORS = {"primary": "#0b4f8a", "positive": "#1d6b34", "negative": "#a4231a"}


def register() -> None:
    """Import all modules of pages: each registers its own."""
    for module in iter_modules(pages.__path__):
        import_module(f"service.pages.{module.name}")


def with_pages(app: FastAPI) -> FastAPI:
    """Return the API's app with the page beside it.

    NiceGUI keeps one app a process, so that one process serves one page.
    """
    register()
    shell = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    core.app.add_static_files(VERSIONED, STATIC)
    ui.run_with(
        shell,
        root=no_page,
        title="truyvet",
        favicon=STATIC / "favicon.svg",
        language=LANGUAGES[0],
        binding_refresh_interval=None,  # nothing is bound: each page says itself what changes
        reconnect_timeout=_RECONNECT_SECONDS,
        tailwind=False,  # one stylesheet of our own, no compiler in the browser
        gzip_middleware_factory=None,  # packed by Pages, after the policy is written into it
        show_welcome_message=False,
    )
    core.app.colors(**_COLORS)
    core.app.config.quasar_config["loadingBar"]["skipHijack"] = True  # no bar for what a page asks behind the scenes
    core.app.config.socket_io_js_transports = ["websocket"]
    # Within what counts, limits and protects every request; beside what is for /api alone.
    app.user_middleware.append(Middleware(Pages, pages=shell))
    api_lifespan, page_lifespan = app.router.lifespan_context, shell.router.lifespan_context

    @asynccontextmanager
    async def both(_: FastAPI) -> AsyncIterator[None]:
        async with page_lifespan(shell), api_lifespan(app):
            yield

    app.router.lifespan_context = both
    return app
