"""A form that the browser sends to the API itself: what stands in it never passes the page's own line."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from nicegui.element import Element

from service.pages.visit import Visit


class SentForm(Element, component=Path(__file__).parent / "static" / "sent_form.js"):
    """Fields, and the route under /api that they are sent to as JSON; when it took them the browser goes to ``next``.

    A field: ``name``, ``label``; if need be ``type``, ``autocomplete``, ``value``, ``help``, ``longest``, ``optional``.
    ``secret`` names the field that is filled from behind the address's #.
    """

    def __init__(
        self,
        visit: Visit,
        method: str,
        path: str,
        fields: Sequence[Mapping[str, Any]],
        *,
        submit: str,
        next_: str,
        secret: str | None = None,
    ) -> None:
        super().__init__()
        self._props.update(
            method=method,
            path=f"/api{path}",
            fields=list(fields),
            submit=submit,
            next=next_,
            secret=secret,
            missing=visit.template("field-missing"),
        )
