"""Forms on paper's side: blank ones to download, filled ones to send, which are looked at before they are recorded."""

from pathlib import Path

from nicegui.element import Element

from service.pages import parts
from service.pages.saving import save
from service.pages.visit import Visit

_HERE = Path(__file__).parent
_WORDS = (
    "form-choose", "form-reading", "form-checked", "form-recorded", "form-record", "form-again", "form-open",
    "form-row", "form-why", "form-meant", "form-more", "form-register", "form-state-recorded", "form-state-unchanged",
    "form-state-doubtful", "form-state-rejected",
)  # fmt: skip


class FormFile(Element, component=_HERE / "static" / "form_file.js"):
    """A field for a file, sent by the browser itself; ``register`` begins the address that registers a case."""

    def __init__(self, visit: Visit, form: str, *, register: str | None = None) -> None:
        super().__init__()
        self._props.update(
            path=f"/api/forms/{form}",
            next=visit.here,
            register=register,
            prefix=f"tv-{self.id}",
            lang=visit.lang,
            terms={name.removeprefix("form-"): visit.template(name) for name in _WORDS},
        )


def form_card(visit: Visit, form: str, *, heading: str, about: str, register: str | None = None) -> None:
    """Show where a form is had, and where it comes back."""

    async def blank() -> None:
        await save(visit, "GET", f"/api/forms/{form}", seconds=60)

    with parts.tag("details").classes("tv-card"):
        parts.text("summary", heading)
        parts.note(about)
        with parts.tag("div").classes("tv-actions"):
            parts.button(visit.say("form-blank"), blank)
        FormFile(visit, form, register=register)
