"""The log: who read or changed what, and whether it is whole."""

from collections.abc import Mapping
from typing import Any

from service.accounts.roles import Permission
from service.pages import parts
from service.pages.administration import sections
from service.pages.narrowing import narrow
from service.pages.page import page
from service.pages.visit import Visit

SHOWN = 100
_TONES = {"done": "plain", "refused": "wrong", "failed": "wrong"}


@page("/administration/log", title="log-title", needs=(Permission.LOG,))
async def log(visit: Visit) -> None:
    """What was done, the latest first."""
    sections(visit)
    actor = visit.query.get("actor") or None
    document = await visit.api.get("/audit", actor=actor, limit=SHOWN, offset=visit.query.get("offset"))
    _verify(visit)
    narrow(visit, "actor", label=visit.say("log-actor"), submit=visit.say("cases-narrow"))
    if not document["entries"]:
        parts.empty(visit.say("log-nothing"))
        return
    names = ("number", "at", "actor", "action", "people", "purpose", "state")
    parts.Table(
        visit,
        [
            {"name": name, "label": visit.heading(name), "align": "right" if name in ("number", "people") else "left"}
            for name in names
        ],
        [_row(visit, entry) for entry in document["entries"]],
        caption=visit.say("log-title"),
    ).classes("tv-stacked")
    parts.paging(visit, document, actor=actor)


def _row(visit: Visit, entry: Mapping[str, Any]) -> dict[str, Any]:
    asked = ", ".join(f"{name}: {value}" for name, value in (entry["question"] or {}).items())
    to = visit.address(None, actor=entry["actor"]) if entry["actor"] not in (None, "-") else None
    return {
        "key": str(entry["number"]),
        "number": entry["number"],
        "at": parts.moment(entry["at"]),
        "actor": {"text": entry["actor"] or "", **({"to": to} if to else {}), "note": entry["address"] or ""},
        "action": {"text": entry["action"], "note": asked[:300]},
        "people": "" if entry["persons"] is None else entry["persons"],
        "purpose": entry["purpose"] or "",
        "state": {"text": visit.word(entry["outcome"]), "tone": _TONES.get(entry["outcome"], "plain")},
    }


def _verify(visit: Visit) -> None:
    """Whether no entry is missing, edited or cut off, said in words."""

    async def verify() -> None:
        box.clear()
        with box:
            parts.later(visit, told, waiting="log-verifying")

    async def told() -> None:
        found = await visit.api.get("/audit/verify")
        if found["whole"]:
            parts.text("p", visit.say("log-whole", entries=found["entries"])).classes("tv-right-so")
            parts.text("p", visit.say("log-head", head=found["head"])).classes("tv-small")
        else:
            problem = visit.word(f"audit-{found['problem']}")
            parts.text("p", visit.say("log-broken", number=found["number"], problem=problem)).classes("tv-wrong")

    with parts.tag("div").classes("tv-actions"):
        parts.button(visit.say("log-verify"), verify, main=True)
    box = parts.tag("div").props("role=status")
