"""One field that narrows a page to what is typed: the browser's own form, so that it stands in the address."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from service.pages import parts
from service.pages.visit import Visit


def narrow(
    visit: Visit,
    name: str,
    *,
    label: str,
    submit: str,
    longest: int = 200,
    kept: Mapping[str, Any] | None = None,
    found_by_key: bool = False,
) -> None:
    """Ask for a text, which is the page's parameter ``name``. ``kept``: parameters that stay as they are.

    ``found_by_key``: the key that leads to a page's field, /, leads here.
    """
    with narrowing_form(visit, name, label=label, submit=submit, kept=kept):
        field = parts.tag("input").props(
            f"id=tv-{name} name={name} maxlength={longest} autocomplete=off spellcheck=false"
        )
        field._props[parts.INITIAL] = visit.query.get(name, "").strip()
        if found_by_key:
            field.props("data-find")


@contextmanager
def narrowing_form(
    visit: Visit, name: str, *, label: str, submit: str, kept: Mapping[str, Any] | None = None
) -> Iterator[None]:
    """Show the form, without its field, which is called ``name`` and has the id tv-``name``."""
    with parts.tag("form").classes("tv-row tv-narrow") as form:
        form._props["action"] = visit.path
        for parameter, value in (kept or {}).items():
            if value is not None:
                parts.tag("input")._props.update(type="hidden", name=parameter, value=str(value))
        with parts.tag("div").classes("tv-field"):
            parts.text("label", label).props(f"for=tv-{name}")
            yield
        parts.text("button", submit).classes("tv-button").props("type=submit")
