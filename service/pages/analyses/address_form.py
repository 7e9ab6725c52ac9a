"""A form whose fields stand in the page's address: what is chosen can be sent to a colleague, and opened again."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from nicegui import ui
from nicegui.element import Element
from nicegui.events import GenericEventArguments

from graph.errors import Invalid
from service.days import read_day
from service.pages import parts
from service.pages.day_field import DayField
from service.pages.visit import Visit


class AddressForm:
    """The fields of an open form. A field that holds its default leaves no parameter in the address."""

    def __init__(self, visit: Visit, kept: Sequence[str], firm: str | None) -> None:
        self._visit, self._kept, self._firm = visit, kept, firm
        self._days: dict[str, DayField] = {}
        self._defaults: dict[str, str] = {}

    def day(self, name: str, *, label: str) -> None:
        """Add a day."""
        self._days[name] = DayField(self._visit, name, label=label, value=_iso(self._visit.query.get(name)))

    def choice(self, name: str, options: Mapping[str, str], *, label: str, default: str = "") -> None:
        """Add a choice of one; ``options``: values and what they are called."""
        chosen = self._visit.query.get(name) or default
        with self._labelled(label), self._field("select", name, default):
            for value, called in options.items():
                option = parts.text("option", called)
                option._props["value"] = value
                if value == chosen:
                    option._props["selected"] = True

    def firm(self, *, hint: str) -> None:
        """Add a firm, by its name or a part of it; one that the address names by its key is shown by its name."""
        with self._labelled(self._visit.word("company").capitalize()):
            shown = self._firm or self._visit.query.get("company", "")
            self._input("company", "", shown, type="text", maxlength=200, placeholder=hint, autocomplete="off")

    def number(self, name: str, *, label: str, default: float, least: float, most: float, step: float = 1) -> None:
        """Add a number."""
        with self._labelled(label):
            value = self._visit.query.get(name) or f"{default:g}"
            self._input(name, f"{default:g}", value, type="number", min=least, max=most, step=step)

    def tick(self, name: str, *, label: str) -> None:
        """Add a box to tick."""
        with parts.tag("label").classes("tv-tick"):
            field = self._input(name, "", "true", type="checkbox")
            if self._visit.query.get(name) == "true":
                field._props["checked"] = True
            parts.text("span", label)

    def _labelled(self, label: str) -> Element:
        element = parts.tag("label").classes("tv-field")
        with element:
            parts.text("span", label).classes("tv-label")
        return element

    def _field(self, tag: str, name: str, default: str) -> Element:
        self._defaults[name] = default
        element = parts.tag(tag)
        element._props["name"] = name
        return element

    def _input(self, name: str, default: str, value: str, **attributes: object) -> Element:
        element = self._field("input", name, default)
        element._props.update({**attributes, parts.INITIAL: value})
        return element

    def go(self, event: GenericEventArguments) -> None:
        """Open the address that the fields ask for. Raises ToldAtField for a day that cannot be read, and marks it."""
        for field in self._days.values():
            field.sent(event.args)
        days = {name: field.day() for name, field in self._days.items()}
        filled = {name: value.strip() for name, value in event.args.items() if name in self._defaults}
        asked = {name: value for name, value in filled.items() if value != self._defaults[name]}
        if self._firm and asked.get("company") == self._firm:
            asked["company"] = self._visit.query["company"]
        kept = {name: self._visit.lists.get(name) for name in self._kept}
        ui.navigate.to(self._visit.address(None, **kept, **asked, **days))


@contextmanager
def address_form(visit: Visit, *, kept: Sequence[str] = (), firm: str | None = None) -> Iterator[AddressForm]:
    """Show a form; its fields are added within.

    ``kept``: parameters of the address that stay as they are; ``firm``: the name of the firm whose key stands there.
    """
    form = AddressForm(visit, kept, firm)
    with parts.tag("form").classes("tv-card tv-row tv-asked").props("novalidate") as element:
        element._props["aria-label"] = visit.say("analyses-asked")
        yield form
        parts.text("button", visit.say("analyses-show")).classes("tv-button tv-main").props("type=submit")
    element.on("submit.prevent", form.go, js_handler=parts.FILLED)


def _iso(day: str | None) -> str | None:
    """Return a day of the address as ISO, None for what is none: the API tells what is wrong with it."""
    try:
        found = read_day(day, field="day")
    except Invalid:
        return None
    return None if found is None else found.isoformat()
