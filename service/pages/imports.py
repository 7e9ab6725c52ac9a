"""Send files, and all imports."""

from typing import Any

from nicegui import ui

from service.accounts.roles import Permission
from service.pages import parts
from service.pages.file_sending import FileSending, firms
from service.pages.page import page
from service.pages.saving import save
from service.pages.visit import Visit

#: So many imports are on one page of the list.
SHOWN = 50
#: States that ask for something to be done.
BAD = frozenset({"held", "refused", "failed"})


@page("/imports", title="imports-title", needs=(Permission.IMPORTS,))
async def imports(visit: Visit) -> None:
    """Files to send, what they would change, and what became of all that were sent."""
    companies = await firms(visit)
    with parts.tag("section").classes("tv-card"):
        parts.text("h2", visit.say("imports-send"))
        FileSending(visit, companies=companies, on_ended=lambda: _renew(visit, listed))
        if visit.may(Permission.TEMPLATE):
            with parts.tag("div").classes("tv-actions"):
                parts.button(visit.say("imports-blank"), lambda: save(visit, "GET", "/api/template"))
    parts.text("h2", visit.say("imports-all"))
    listed = parts.tag("div").props("aria-live=polite")
    await _renew(visit, listed)


async def _renew(visit: Visit, listed: ui.element) -> None:
    company = visit.query.get("company")
    document = await visit.api.get("/imports", limit=SHOWN, offset=_offset(visit), company=company)
    listed.clear()
    with listed:
        if company:
            _narrowed(visit, company, document)
        if document["imports"]:
            import_table(visit, document["imports"])
        else:
            parts.empty(visit.say("imports-none"))
        parts.paging(visit, document, company=company)


def _offset(visit: Visit) -> int:
    offset = visit.query.get("offset", "")
    return int(offset) if offset.isdecimal() else 0


def _narrowed(visit: Visit, company: str, document: dict[str, Any]) -> None:
    name = next((one["name"] for one in document["imports"] if one["name"]), company)
    with parts.tag("p"):
        parts.text("span", visit.say("imports-of", company=name) + " ")
        parts.link(visit.say("imports-of-all"), "/imports")


def import_table(visit: Visit, entries: list[dict[str, Any]]) -> None:
    """Show imports as a table, each leading to its report."""
    parts.Table(
        visit,
        [
            {"name": "at", "label": visit.say("import-sent-at")},
            {"name": "file", "label": visit.say("import-file")},
            {"name": "company", "label": visit.say("sending-company")},
            {"name": "as_of", "label": visit.say("import-as-of")},
            {"name": "state", "label": visit.word("state")},
            {"name": "findings", "label": visit.say("import-to-mend"), "align": "right"},
        ],
        [_row(visit, entry) for entry in entries],
        caption=visit.say("imports-all"),
    ).classes("tv-stacked")


def _row(visit: Visit, entry: dict[str, Any]) -> dict[str, Any]:
    state = entry["state"]
    counted = [entry[name] for name in ("errors", "warnings") if entry[name] is not None]
    return {
        "key": entry["key"],
        "at": parts.moment(entry["started_at"]),
        "file": {"text": entry["file"], "to": f"/imports/{entry['key']}"},
        "company": entry["name"] or entry["company"] or "",
        "as_of": parts.dmy(entry["as_of"]),
        "state": {
            "text": visit.say(f"import-state-{state}"),
            "tone": "wrong" if state in BAD else "good" if state == "done" and entry["mode"] == "apply" else "plain",
            "note": visit.say("import-mode-check") if entry["mode"] == "check" else None,
        },
        "findings": sum(counted) if counted else "",
    }
