"""The contacts of a trace: the first ones with the page, the rest fetched by the browser itself, all filtered there."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from nicegui.element import Element

from service.pages.visit import Visit

_HERE = Path(__file__).parent
_WORDS = (
    "contacts-level", "contacts-grade", "contacts-name", "contacts-born", "contacts-company", "contacts-unit",
    "contacts-days", "contacts-reasons", "contacts-state", "contacts-all", "contacts-setting", "contacts-loading",
    "contacts-shown", "contacts-none", "contacts-text", "contacts-why", "contacts-person", "contacts-case",
    "contacts-incomplete", "contacts-list", "contacts-filters",
)  # fmt: skip


class ContactList(Element, component=_HERE / "static" / "contact_list.js"):
    """Contacts as a table that scrolls; filters by level, setting, company, workshop stand in the address.

    ``asked`` is the body that POST /api/trace was sent, ``document`` its answer with the first contacts.
    """

    def __init__(
        self,
        visit: Visit,
        asked: Mapping[str, Any],
        document: Mapping[str, Any],
        *,
        on_why: Callable[[str], Any],
    ) -> None:
        super().__init__()
        settings = sorted(document["counts"]["settings"])
        self._props.update(
            asked=dict(asked),
            first=json.dumps(document["contacts"]),  # as text: NiceGUI would watch every value in it
            total=document["total"],
            lang=visit.lang,
            settings={name: visit.word(name) for name in settings},
            terms={
                **{name.removeprefix("contacts-"): visit.template(name) for name in _WORDS},
                **{name: visit.word(name) for name in ("near", "distant")},
                **{f"todo-{name}": visit.word(f"todo-{name}") for name in ("isolate", "test", "overdue", "find")},
                **{f"state-{name}": visit.say(f"state-{name}") for name in ("open", "done", "lost", "case")},
            },
        )
        self.on("why", lambda event: on_why(event.args["key"]))
