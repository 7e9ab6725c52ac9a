"""Issued lists: what was asked, who was on them and why, and the hash that shows them to be the same."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from service.accounts.roles import Permission
from service.pages import parts
from service.pages.page import page
from service.pages.visit import Visit

SHOWN = 100
#: Of a list, so many people at once.
PEOPLE = 200


@page("/lists", title="lists-title", needs=(Permission.LISTS,))
async def lists(visit: Visit) -> None:
    """Issued lists, the latest first; a firm sees those on which somebody of its own is."""
    document = await visit.api.get("/lists", limit=SHOWN, offset=visit.query.get("offset"))
    if not document["lists"]:
        parts.empty(visit.say("lists-none-own" if visit.me["companies"] else "lists-none-yet"))
        return
    own = "total" not in document["lists"][0]
    names = ("issued_at", "as_of", "total", "rules") if own else ("issued_at", "issued_by", "question", "total", "hash")
    parts.Table(
        visit,
        [
            {"name": name, "label": _label(visit, name), "sort": True, "align": "right" if name == "total" else "left"}
            for name in names
        ],
        [_row(visit, entry) for entry in document["lists"]],
        caption=visit.say("lists-title"),
    ).classes("tv-stacked")
    parts.paging(visit, document)


def _label(visit: Visit, name: str) -> str:
    return {"as_of": visit.say("as-of"), "total": visit.heading("people"), "question": visit.say("lists-question")}.get(
        name, visit.heading(name)
    )


def _row(visit: Visit, entry: Mapping[str, Any]) -> dict[str, Any]:
    issued = {"text": parts.moment(entry["issued_at"]), "to": f"/lists/{entry['key']}", "sort": entry["issued_at"]}
    rules = {"text": entry["rules"], **_rules(visit, entry["rules"])}
    if "total" not in entry:
        as_of = {"text": parts.dmy(entry["as_of"]), "sort": entry["as_of"]}
        return {"key": entry["key"], "issued_at": issued, "as_of": as_of, "total": entry["total_all"], "rules": rules}
    return {
        "key": entry["key"],
        "issued_at": issued,
        "issued_by": entry["issued_by"],
        "question": {"text": visit.both(entry["question"])},
        "total": entry["total"],
        "hash": entry["hash"][:12],
    }


def _rules(visit: Visit, rules: str) -> dict[str, str]:
    return {"to": f"/rules/{rules}"} if visit.may(Permission.RULES) else {}


@page("/lists/{key}", title="list-title", needs=(Permission.LISTS,))
async def one_list(visit: Visit) -> None:
    """One list as it was issued."""
    document = await visit.api.get(f"/lists/{quote(visit.keys['key'])}")
    asked = document.get("asked", document)
    with parts.tag("section").classes("tv-card"):
        if "question" in document:
            parts.text("p", visit.both(document["question"])).classes("tv-question")
        parts.facts(
            [
                (visit.word("issued_at"), parts.moment(document["issued_at"])),
                (visit.word("issued_by"), document.get("issued_by")),
                (visit.say("as-of"), parts.dmy(asked["as_of"])),
                (visit.word("rules"), asked["rules"]),
                (visit.say("list-total"), document["total"]),
                (visit.say("list-total-all"), document.get("total_all")),
                (visit.word("hash"), document.get("hash")),
            ]
        )
        _ways(visit, document)
    total, offset = len(document["contacts"]), _offset(visit)
    parts.text("h2", visit.say("list-people", total=total))
    if not total:
        parts.empty(visit.say("list-nobody"))
        return
    contacts = document["contacts"][offset : offset + PEOPLE]
    parts.later(visit, lambda: _people(visit, document["key"], contacts, offset))


def _offset(visit: Visit) -> int:
    asked = visit.query.get("offset", "0")
    return int(asked) if asked.isdecimal() and len(asked) < 10 else 0


def _ways(visit: Visit, document: Mapping[str, Any]) -> None:
    cases = [case["key"] for case in document.get("asked", {}).get("cases", ()) if case["key"]]
    if not cases or not visit.may(Permission.TRACE):
        return
    with parts.tag("div").classes("tv-actions"):
        compare = visit.address("/trace", case=cases, since=document["key"])
        parts.link(visit.say("list-compare"), compare).classes("tv-button tv-main")
        for case in cases[:3]:
            parts.link(visit.say("list-case"), f"/cases/{case}").classes("tv-button")


async def _people(visit: Visit, key: str, contacts: Sequence[Mapping[str, Any]], offset: int) -> None:
    """Who was on it, at which level and because of what; names as they are now."""
    part = await visit.api.get(f"/lists/{quote(key)}/people", limit=PEOPLE, offset=offset)
    known = {one["key"]: one["person"] for one in part["people"]}
    names = ("name", "level", "company", "days", "why")
    labels = {"level": visit.say("list-level"), "days": visit.say("list-days")}
    parts.Table(
        visit,
        [{"name": name, "label": labels.get(name) or visit.heading(name), "sort": name != "why"} for name in names],
        [_contact(visit, contact, known.get(contact["key"])) for contact in contacts],
        caption=visit.say("list-people", total=part["total"]),
    ).classes("tv-stacked")
    parts.paging(visit, part)
    parts.note(visit.say("list-names"))


def _contact(visit: Visit, contact: Mapping[str, Any], person: Mapping[str, Any] | None) -> dict[str, Any]:
    name: dict[str, Any] = {"text": contact["key"], "note": visit.say("list-gone")}
    if person is not None:
        about = parts.joined(person["birth_year"], person["code"], person["phone"])
        name = {"text": person["name"] or contact["key"], "to": f"/people/{contact['key']}", "note": about}
    return {
        "key": contact["key"],
        "name": name,
        "level": {
            "text": f"F{contact['level']}",
            "tone": f"level-{contact['level']}",
            "note": visit.word(contact["grade"]),
            "sort": contact["level"],
        },
        "company": {"text": person["company"] or "", "note": person["workshop"] or ""} if person else "",
        "days": {
            "text": f"{parts.dmy(contact['first'])} – {parts.dmy(contact['last'])}",
            "note": visit.say("list-count", days=contact["days"]),
            "sort": contact["first"],
        },
        "why": {"text": "; ".join(_reason(visit, reason) for reason in contact["reasons"])},
    }


def _reason(visit: Visit, reason: Mapping[str, Any]) -> str:
    first, last = parts.dmy(reason["from"])[:5], parts.dmy(reason["to"])[:5]
    return f"{visit.word(reason['setting'])} {first}–{last}"
