"""A day, typed as people write it: dd/mm/yyyy, or with fewer signs."""

from nicegui import ui
from nicegui.elements.input import Input

from graph.errors import Invalid
from service.days import read_day
from service.pages.parts import dmy
from service.pages.visit import Visit


class ToldAtField(Exception):
    """A field holds what cannot be read, and says so itself."""


class DayField:
    """A field for a day. ``day`` is what stands in it as ISO, None where nothing does."""

    def __init__(self, visit: Visit, name: str, *, label: str, value: str | None = None) -> None:
        self._visit, self._name, self._label = visit, name, label
        self.field: Input = (
            ui.input(label, value=dmy(value), placeholder=visit.say("day-hint"))
            .props(f"outlined dense stack-label inputmode=numeric maxlength=10 autocomplete=off data-day={name}")
            .classes("tv-day")
        )

    def day(self) -> str | None:
        """Return the day as ISO. Raises ToldAtField for one that cannot be read, and marks the field."""
        self.field.error = None
        self.field.props(remove="aria-invalid")
        try:
            day = read_day((self.field.value or "").strip() or None, field=self._name)
        except Invalid as error:
            self.field.error = error.vi if self._visit.lang == "vi" else error.en
            self.field.props("aria-invalid=true")
            raise ToldAtField from None
        return None if day is None else day.isoformat()
