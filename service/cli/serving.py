"""truyvet serve: the API and the page."""

import gc
import socket
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import TruyvetError
from service.cli.console import opened, out
from service.messages import say

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

    from service.settings import Settings


class PortTaken(TruyvetError):
    """Another program listens there."""

    code = "port-taken"


def serve(
    host: Annotated[str | None, typer.Option(help="mặc định 127.0.0.1 / default 127.0.0.1")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="mặc định 8800 / default 8800")] = None,
) -> None:
    """Phục vụ API và trang web. Serve the API and the page."""
    import uvicorn

    from service.accounts.first_start import make_first_start
    from service.api import create_app
    from service.logs import start_log
    from service.pages import with_pages
    from service.warming import warming

    with opened(prepare=True) as (database, found):
        where, which = host or found.host, port or found.port
        listening = _listen(where, which)
        app = with_pages(create_app(database, found.model_copy(update={"host": where, "port": which})))
        address = f"http://{f'[{where}]' if ':' in where else where}:{which}"
        if secret := make_first_start(database):
            out(say(found.lang, "first-start", secret=secret, address=address))
        out(say(found.lang, "serving", address=address))
        sys.stdout.flush()
        start_log(found.log)
        _settle()
        with warming(database, found):
            uvicorn.Server(configured(app, found)).run(sockets=[listening])


def configured(app: "FastAPI", found: "Settings") -> "uvicorn.Config":
    """Return how the app is served; only the proxies named in the settings are believed who asks, and by TLS or not."""
    import uvicorn

    from service.api.connections import Connection

    return uvicorn.Config(
        app,
        http=Connection.with_head_in(found.header_seconds),
        log_config=None,
        access_log=False,  # its lines have whole addresses, with keys and what was typed
        server_header=False,
        proxy_headers=bool(found.trusted_proxies),
        forwarded_allow_ips=found.trusted_proxies,
        timeout_keep_alive=found.keep_alive_seconds,
        timeout_graceful_shutdown=found.shutdown_request_seconds,
    )


def _settle() -> None:
    """Keep what is loaded by now out of Python's searches for garbage, and search less often.

    A trace makes some hundred thousand small objects that reference counts free; the searches in between took 70 ms
    of a trace of 120 ms, and a fifth of one of 200 cases.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


def _listen(host: str, port: int) -> socket.socket:
    """Take the port now, so that a port that is taken is one sentence and not a log of the server."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named: asyncio sets TCP_NODELAY only then, and without it every answer on a kept line takes 40 ms.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise PortTaken(
            f"Port {port} of {host} cannot be used ({error.strerror}); choose another one (--port).",
            f"Không dùng được cổng {port} của {host} ({error.strerror}); hãy chọn cổng khác (--port).",
            field="port",
        ) from None
    return listening
