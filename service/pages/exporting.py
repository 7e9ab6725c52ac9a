"""Packs for other programs, to the disk: which format, without names unless somebody may have them and says why."""

from collections.abc import Mapping
from typing import Any

from nicegui.events import GenericEventArguments

from service.accounts.roles import Permission
from service.pages import parts
from service.pages.saving import save
from service.pages.visit import Visit

#: The formats of POST /api/exports, and the programs that read them: names, the same in both languages.
FORMATS: Mapping[str, str] = {
    "xlsx": "Excel (.xlsx)",
    "csv": "CSV",
    "epicontacts": "epicontacts (R)",
    "outbreaker2": "outbreaker2 (R)",
    "microbetrace": "MicrobeTrace",
    "graphml": "Cytoscape, yEd (.graphml)",
    "gexf": "Gephi (.gexf)",
    "browser": "Neo4j Browser, Bloom",
    "opengraph": "BloodHound (OpenGraph)",
}
_SECONDS = 300


def export(visit: Visit, path: str, body: Mapping[str, Any], *, heading: str | None = None) -> None:
    """Offer what a route under /exports packs, as ``body`` asks for it; nothing to who may have no packs.

    ``heading``: what is packed, where it is not what the page shows.
    """
    if not visit.may(Permission.PACKS):
        return

    async def packed(event: GenericEventArguments) -> None:
        await save(visit, "POST", f"/api{path}", {**body, **_asked(event.args)}, seconds=_SECONDS)

    with parts.tag("details").classes("tv-card tv-export"):
        parts.text("summary", heading or visit.say("export-open"))
        parts.note(visit.say("export-about"))
        with parts.tag("form").classes("tv-row") as form:
            _fields(visit)
            parts.text("button", visit.say("export-do")).classes("tv-button tv-main").props("type=submit")
        form.on("submit.prevent", packed, js_handler=parts.FILLED)


def _asked(filled: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the fields ask for; a reason belongs to names alone."""
    if "identified" not in filled:
        return {"format": filled["format"]}
    return {"format": filled["format"], "identified": True, "reason": str(filled["reason"]).strip() or None}


def _fields(visit: Visit) -> None:
    with parts.tag("label").classes("tv-field"):
        parts.text("span", visit.say("export-format")).classes("tv-label")
        with parts.tag("select").props("name=format"):
            for value, called in FORMATS.items():
                parts.text("option", called).props(f"value={value}")
    if not visit.may(Permission.NAMED_PACKS):
        return
    with parts.tag("label").classes("tv-tick"):
        parts.tag("input").props("type=checkbox name=identified value=true")
        parts.text("span", visit.say("export-identified"))
    with parts.tag("label").classes("tv-field tv-reason"):
        parts.text("span", visit.say("export-reason")).classes("tv-label")
        parts.tag("input").props("type=text name=reason maxlength=500 autocomplete=off")
