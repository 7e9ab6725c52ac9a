"""All firms: how complete, recent and plausible their data is."""

from typing import Any

from service.accounts.roles import Permission
from service.api.common import XLSX
from service.pages import parts
from service.pages.asking import Refused
from service.pages.narrowing import narrow
from service.pages.page import page
from service.pages.saving import save
from service.pages.visit import Visit

SHOWN = 100
#: What of a worker's record is most missed in a trace, in that order; the rest is on the firm's own page.
FIELDS = ("residence", "room", "team", "vehicle", "phone", "citizen_id")
#: A share below this is marked.
_LITTLE = 0.5
_SORTS = ("name", "workers", "days_old", "findings", "suspicious", *FIELDS)


@page("/companies", title="companies-title", needs=(Permission.COMPANIES,))
async def companies(visit: Visit) -> None:
    """Which firms have to send a list, or a better one."""
    asked = _asked(visit)
    parts.text("p", visit.say("companies-about")).classes("tv-note")
    if visit.may(Permission.QUALITY):
        _search(visit, asked)
        try:
            document = await visit.api.get("/quality", **asked, limit=SHOWN, offset=_offset(visit))
        except Refused as refused:
            if refused.status != 404 or not asked["company"]:
                raise
            parts.empty(visit.say("companies-none-called", text=asked["company"]))
            return
        _summary(visit, document["summary"])
    else:
        asked.pop("company", None)
        document = await visit.api.get("/companies", **asked, limit=SHOWN, offset=_offset(visit))
    if not document["companies"]:
        parts.empty(visit.say("companies-none"))
        return
    _table(visit, document["companies"], asked)
    parts.paging(visit, document, **_kept(asked))
    if visit.may(Permission.QUALITY):
        with parts.tag("div").classes("tv-actions"):
            parts.button(visit.say("companies-save"), lambda: _save(visit, asked))


def _asked(visit: Visit) -> dict[str, Any]:
    sort = visit.query.get("sort", "")
    sort = sort if sort in _SORTS else "days_old"
    return {"sort": sort, "reverse": "reverse" in visit.query, "company": visit.query.get("company") or None}


def _kept(asked: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """Return the query of an address for what is asked, without what is so anyhow."""
    merged = {**asked, **changed}
    sort = None if merged["sort"] == "days_old" else merged["sort"]
    return {"sort": sort, "reverse": 1 if merged["reverse"] else None, "company": merged.get("company")}


def _offset(visit: Visit) -> int:
    offset = visit.query.get("offset", "")
    return int(offset) if offset.isdecimal() else 0


def _search(visit: Visit, asked: dict[str, Any]) -> None:
    kept = _kept(asked, company=None)
    with parts.tag("search").classes("tv-row"):
        narrow(visit, "company", label=visit.say("companies-field"), submit=visit.say("companies-search"), kept=kept)
        if asked["company"]:
            parts.link(visit.say("companies-show-all"), visit.address(None, **kept)).classes("tv-button")


def _summary(visit: Visit, summary: dict[str, Any]) -> None:
    total = visit.say("companies-total", companies=summary["companies"], workers=summary["workers"])
    with parts.tag("div").classes("tv-counts"):
        parts.text("span", total).classes("tv-count")
        if summary["overdue"]:
            parts.chip(visit.say("companies-overdue", count=summary["overdue"]), "wrong")
        if summary["suspicious"]:
            parts.chip(visit.say("companies-suspicious", count=summary["suspicious"]))


def _table(visit: Visit, entries: list[dict[str, Any]], asked: dict[str, Any]) -> None:
    columns = [
        ("name", visit.say("companies-name"), "left"),
        ("days_old", visit.say("companies-last"), "left"),
        ("workers", visit.word("workers"), "right"),
        *((name, visit.say(f"companies-field-{name}"), "right") for name in FIELDS),
        ("findings", visit.say("companies-findings"), "right"),
        ("suspicious", visit.word("suspicious"), "left"),
    ]
    parts.Table(
        visit,
        [
            {"name": name, "label": label, "align": align, **_sorting(visit, name, asked)}
            for name, label, align in columns
        ],
        [_row(visit, entry) for entry in entries],
        caption=visit.say("companies-table"),
    ).classes("tv-stacked")


def _sorting(visit: Visit, name: str, asked: dict[str, Any]) -> dict[str, Any]:
    """Return the address that sorts by a column, the worst first and then the other way round."""
    here = asked["sort"] == name
    to = visit.address(None, **_kept(asked, sort=name, reverse=here and not asked["reverse"]))
    # The worst first: the smallest shares, the oldest lists, the most findings; names as in the alphabet.
    ascending = (name in ("name", *FIELDS)) is not asked["reverse"]
    return {"to": to, "sorted": ("ascending" if ascending else "descending") if here else None}


def _row(visit: Visit, entry: dict[str, Any]) -> dict[str, Any]:
    findings = entry["findings"]
    return {
        "key": entry["key"],
        "name": {"text": entry["name"], "to": f"/companies/{entry['key']}"},
        "days_old": last_list(visit, entry),
        "workers": entry["workers"],
        **{name: _share(entry["completeness"][name]) for name in FIELDS},
        "findings": {
            "text": findings["errors"] + findings["warnings"],
            "note": visit.say("companies-rejected", count=findings["errors"]) if findings["errors"] else None,
        },
        "suspicious": {"text": "", "note": " ".join(visit.both(one["message"]) for one in entry["suspicious"])},
    }


def last_list(visit: Visit, entry: dict[str, Any]) -> dict[str, Any]:
    """Return a cell that tells of which day a firm's last list is, and whether another one is overdue."""
    if entry["last_import"] is None:
        return {"text": visit.say("companies-never"), "tone": "wrong"}
    days = visit.say("companies-days", days=entry["days_old"])
    if entry["overdue"]:
        return {"text": parts.dmy(entry["last_import"]), "tone": "wrong", "note": days}
    return {"text": parts.dmy(entry["last_import"]), "note": days}


def _share(share: float | None) -> Any:
    text = parts.percent(share) or "—"
    return {"text": text, "tone": "wrong"} if share is not None and share < _LITTLE else text


async def _save(visit: Visit, asked: dict[str, Any]) -> None:
    address = visit.address("/api/quality", **_kept(asked, sort=asked["sort"]))
    await save(visit, "GET", address, accept=XLSX)
