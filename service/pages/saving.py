"""Files that the API makes, saved by the browser itself: they never pass the page's line."""

import json
from collections.abc import Mapping
from typing import Any

from nicegui import ui

from service.pages import parts
from service.pages.visit import Visit


async def save(
    visit: Visit,
    method: str,
    address: str,
    body: Mapping[str, Any] | None = None,
    *,
    accept: str = "",
    name: str = "truyvet",
    seconds: float = 120,
) -> None:
    """Save what stands at an address under /api, and tell so, or what was wrong.

    ``accept`` is the header of that name, ``name`` the file's where the API gives none; it is waited for ``seconds``.
    """
    sent = "undefined" if body is None else json.dumps(dict(body))
    called = f"{json.dumps(method)}, {json.dumps(address)}, {sent}, {json.dumps(accept)}, {json.dumps(name)}"
    wrong = await ui.run_javascript(f"return await truyvet.download({called})", timeout=seconds)
    parts.tell(wrong or visit.say("saved"), wrong=bool(wrong))
