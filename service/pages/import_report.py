"""One import: what became of its rows, what is to be mended, how its columns were read, and sending it again."""

from typing import Any

from service.accounts.roles import Permission
from service.pages import parts
from service.pages.bars import bars
from service.pages.file_sending import TALLY, FileSending, ImportProgress, firms
from service.pages.import_parts import PARTS, show_part
from service.pages.imports import BAD
from service.pages.page import page
from service.pages.saving import save
from service.pages.visit import Visit

#: So many findings or differences are on one page.
SHOWN = 100


@page("/imports/{key}", title="import-title", needs=(Permission.IMPORTS,))
async def one_import(visit: Visit) -> None:
    """An import's report, or how far it is."""
    key, query = visit.keys["key"], visit.query
    offset = query.get("offset", "")
    asked = {name: query.get(name) or None for name in ("severity", "code", "column")}
    document = await visit.api.get(
        f"/imports/{key}", **asked, limit=SHOWN, offset=int(offset) if offset.isdecimal() else 0
    )
    _head(visit, document)
    if document["state"] in ("queued", "running"):
        ImportProgress(visit, key, label=document["file"])
        return
    _outcome(visit, document)
    again = document["state"] in BAD or document.get("mode") == "check"
    if not document.get("completeness"):
        await _again(visit, document)
        return
    with parts.tag("div").classes("tv-columns" if again else ""):
        if again:
            await _again(visit, document)
        _completeness(visit, document)
    await _report(visit, document, asked)


def _head(visit: Visit, document: dict[str, Any]) -> None:
    state = document["state"]
    with parts.tag("div").classes("tv-counts"):
        parts.text("span", document["file"]).classes("tv-name")
        mode = document.get("mode")
        tone = "wrong" if state in BAD else "good" if state == "done" and mode == "apply" else ""
        parts.chip(visit.say(f"import-state-{state}"), tone)
        if mode == "check":
            parts.text("span", visit.say("import-mode-check"))
    with parts.tag("p").classes("tv-small"):
        if document.get("company_key") and visit.may(Permission.COMPANIES):
            parts.link(document["company"], f"/companies/{document['company_key']}")
        elif document.get("company"):
            parts.text("span", document["company"])
        if document.get("as_of"):
            parts.text("span", " · " + visit.say("sending-of-day", day=parts.dmy(document["as_of"])))
        if document.get("started_at"):
            parts.text("span", f" · {visit.say('import-sent-at')} {parts.moment(document['started_at'])}")


def _outcome(visit: Visit, document: dict[str, Any]) -> None:
    if document.get("error"):
        with parts.tag("section").classes("tv-problem").props("role=alert"):
            parts.text("h2", visit.say("import-refused-why"))
            parts.text("p", document["error"][visit.lang])
    if document["state"] == "held":
        parts.text("p", visit.say("import-held-why", left=document["left"])).classes("tv-wrong").props("role=alert")
    if document.get("repeats"):
        parts.note(visit.say("import-repeats"))
    if not document.get("company"):
        return  # refused before a row was read
    warnings = sum(kind["count"] for kind in document["kinds"] if kind["severity"] == "warning")
    counts = {**document["rows"], "moved": document["moved"], "left": document["left"], "warnings": warnings}
    with parts.tag("section").props(f'aria-label="{visit.say("import-counts")}"'), parts.tag("dl").classes("tv-tally"):
        for name in TALLY:
            bad = counts[name] and name in ("rejected", "left")
            with parts.tag("div").classes("tv-bad" if bad else "" if counts[name] else "tv-zero"):
                parts.text("dt", visit.say(f"import-tally-{name}"))
                parts.text("dd", counts[name])


async def _again(visit: Visit, document: dict[str, Any]) -> None:
    """Offer to send the file again: with what it was held for said, or with its doubtful columns chosen."""
    company = {"company": document["company_key"]} if document.get("company_key") else {}
    with parts.tag("details").classes("tv-card tv-sending") as box:
        if document["state"] != "done":  # there something is left to do
            box.props("open")
        parts.text("summary", visit.say("import-again-heading")).classes("tv-again")
        parts.note(visit.say("import-again-about"))
        FileSending(
            visit,
            companies=await firms(visit),
            single=True,
            preset={**company, "as_of": parts.dmy(document.get("as_of"))},
        )


def _completeness(visit: Visit, document: dict[str, Any]) -> None:
    with parts.tag("section").classes("tv-card"):
        parts.text("h2", visit.say("import-complete"))
        bars([(visit.say(f"companies-field-{name}"), share) for name, share in document["completeness"].items()])


async def _report(visit: Visit, document: dict[str, Any], asked: dict[str, Any]) -> None:
    if document["kinds"]:  # without any there is no such file
        with parts.tag("div").classes("tv-actions"):
            parts.button(
                visit.say("import-mend"), lambda: save(visit, "GET", f"/api/imports/{document['key']}/workbook")
            )
    shown = visit.query.get("show", "findings")
    shown = shown if shown in PARTS else "findings"
    counts = {
        "findings": sum(kind["count"] for kind in document["kinds"]),
        "differences": document["differences_total"],
        "columns": len(document["columns"]),
        "skipped": len(document["skipped"]),
    }
    with parts.tag("nav").classes("tv-tabs").props(f'aria-label="{visit.say("import-parts")}"'):
        for name in PARTS:
            link = parts.link(
                visit.say(f"import-part-{name}", count=counts[name]),
                visit.address(None, show=None if name == "findings" else name),
            )
            if name == shown:
                link.props("aria-current=page")
    await show_part(visit, shown, document, asked)
