"""A form that the browser sends to the API itself: what stands in it never passes the page's own line."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from nicegui.element import Element

from service.pages.visit import Visit


class SentForm(Element, component=Path(__file__).parent / "static" / "sent_form.js"):
    """Fields, and the route under /api that they are sent to as JSON; when it took them the browser goes to ``next``.

    A field: ``name``, ``label``; if need be ``type``, ``autocomplete``, ``value``, ``help``, ``longest``, ``optional``.
    Its type may also be select (``options``: values with labels), day, number, and list (divided by commas). A name
    with a point is sent as an object within the object.
    ``secret`` names the field that is filled from behind the address's #. ``fixed`` is sent with the fields.
    One that is empty is sent as it is, left out, or sent as null: ``empties``. ``query``: in the address. In ``next_``,
    ``{key}`` is the answer's. ``done`` is said on the page that follows.
    ``shows``: what of the answer is shown in the form, instead of going on; ``on_answer`` is told the answer.
    """

    def __init__(
        self,
        visit: Visit,
        method: str,
        path: str,
        fields: Sequence[Mapping[str, Any]],
        *,
        submit: str,
        next_: str = "",
        secret: str | None = None,
        fixed: Mapping[str, Any] | None = None,
        empties: Literal["sent", "left-out", "null"] = "sent",
        query: bool = False,
        done: str | None = None,
        shows: Sequence[Mapping[str, str]] | None = None,
        on_answer: Callable[[Any], Any] | None = None,
        focus: bool = True,
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
            prefix=f"tv-{self.id}",
            fixed=dict(fixed or {}),
            empties=empties,
            query=query,
            done=done,
            shows=None if shows is None else list(shows),
            tells=on_answer is not None,
            focus=focus,
        )
        if on_answer is not None:
            self.on("answered", lambda event: on_answer(event.args))


def day(visit: Visit, name: str, *, label: str, value: str | None = None, optional: bool = False) -> dict[str, Any]:
    """Return a field for a day, which the API reads as people write it."""
    return {
        "name": name,
        "label": label,
        "type": "day",
        "value": "/".join(reversed(value.split("-"))) if value else "",
        "hint": visit.say("day-hint"),
        "longest": 10,
        "optional": optional,
    }


def choice(
    name: str, *, label: str, options: Sequence[tuple[str, str]], value: str = "", optional: bool = False
) -> dict[str, Any]:
    """Return a field in which one of some values is chosen."""
    return {
        "name": name,
        "label": label,
        "type": "select",
        "options": [list(option) for option in options],
        "value": value,
        "optional": optional,
    }
