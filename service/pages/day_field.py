"""A day, typed as people write it: dd/mm/yyyy, or with fewer signs."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from nicegui import ui
from nicegui.element import Element
from nicegui.elements.input import Input
from nicegui.events import GenericEventArguments

from graph.errors import Invalid
from service.days import read_day
from service.pages.parts import dmy
from service.pages.visit import Visit

#: What stands in a form's fields when it is sent. What the page's line has told of them by then may be older.
FILLED = "(event) => emit(Object.fromEntries(new FormData(event.target)))"


class ToldAtField(Exception):
    """A field holds what cannot be read, and says so itself."""


class DayField:
    """A field for a day. ``day`` is what stands in it as ISO, None where nothing does."""

    def __init__(self, visit: Visit, name: str, *, label: str, value: str | None = None) -> None:
        self._visit, self._name, self._label = visit, name, label
        self.field: Input = (
            ui.input(label, value=dmy(value), placeholder=visit.say("day-hint"))
            .props(f"outlined dense stack-label inputmode=numeric maxlength=10 autocomplete=off name=day-{name}")
            .classes("tv-day")
        )
        self._typed = dmy(value)

    def sent(self, filled: Mapping[str, Any]) -> None:
        """Take what stood in the field when its form was sent."""
        self._typed = str(filled.get(f"day-{self._name}", ""))

    def day(self) -> str | None:
        """Return the day that was sent, as ISO. Raises ToldAtField for one that cannot be read, and marks the field."""
        self.field.error = None
        self.field.props(remove="aria-invalid")
        try:
            day = read_day(self._typed.strip() or None, field=self._name)
        except Invalid as error:
            self.field.error = error.vi if self._visit.lang == "vi" else error.en
            self.field.props("aria-invalid=true")
            raise ToldAtField from None
        return None if day is None else day.isoformat()


def on_sent(form: Element, fields: Iterable[DayField], act: Callable[[], Any]) -> None:
    """Call ``act`` when a form is sent, with its days as they stood in it."""

    def sent(event: GenericEventArguments) -> None:
        for field in fields:
            field.sent(event.args)
        act()

    form.on("submit.prevent", sent, js_handler=FILLED)
