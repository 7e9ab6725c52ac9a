"""A day, typed as people write it: dd/mm/yyyy, or with fewer signs."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from nicegui.element import Element
from nicegui.events import GenericEventArguments

from graph.errors import Invalid
from service.days import read_day
from service.pages.parts import FILLED, INITIAL, dmy, tag, text
from service.pages.visit import Visit


class ToldAtField(Exception):
    """A field holds what cannot be read, and says so itself."""


class DayField:
    """A field for a day. ``day`` is what stands in it as ISO, None where nothing does."""

    def __init__(self, visit: Visit, name: str, *, label: str, value: str | None = None) -> None:
        self._visit, self._name, self._typed = visit, name, dmy(value)
        with tag("div").classes("tv-field tv-day-field") as field:
            field_id = f"tv-{field.id}"
            text("label", label).props(f"for={field_id}")
            self._input = tag("input").props(
                f"id={field_id} name=day-{name} inputmode=numeric maxlength=10 autocomplete=off"
            )
            self._input._props.update({INITIAL: self._typed, "placeholder": visit.say("day-hint")})
            self._wrong = text("p", "").classes("tv-wrong").props(f"id={field_id}-wrong role=alert")
        self._described = f"aria-invalid=true aria-describedby={field_id}-wrong"

    def sent(self, filled: Mapping[str, Any]) -> None:
        """Take what stood in the field when its form was sent."""
        self._typed = str(filled.get(f"day-{self._name}", ""))

    def day(self) -> str | None:
        """Return the day that was sent, as ISO. Raises ToldAtField for one that cannot be read, and marks the field."""
        self._wrong.text = ""
        self._input.props(remove=self._described)
        try:
            day = read_day(self._typed.strip() or None, field=self._name)
        except Invalid as error:
            self._wrong.text = error.vi if self._visit.lang == "vi" else error.en
            self._input.props(self._described)
            raise ToldAtField from None
        return None if day is None else day.isoformat()


def on_sent(form: Element, fields: Iterable[DayField], act: Callable[[], Any]) -> None:
    """Call ``act`` when a form is sent, with its days as they stood in it."""

    def sent(event: GenericEventArguments) -> None:
        for field in fields:
            field.sent(event.args)
        act()

    form.on("submit.prevent", sent, js_handler=FILLED)
