"""A firm's people on lists: in follow-up on a day, and, for the firm itself, the lists that name them."""

from typing import Any

from nicegui import ui

from service.accounts.roles import Permission
from service.pages import parts
from service.pages.day_field import DayField, on_sent
from service.pages.visit import Visit

#: So many people are shown here; the day's work has all.
_SHOWN = 200
_LISTS = 20


def on_lists(visit: Visit, key: str) -> None:
    """Show who of a firm is followed on a day (``on`` of the address; today unless given)."""
    day = visit.query.get("on")
    if visit.me["purpose"] is None:
        _purpose_first(visit)
        return

    async def work() -> None:
        document = await visit.api.get("/follow-up", company=key, on=day, limit=_SHOWN)
        parts.text("h2", visit.say("company-on-lists", day=parts.dmy(document["on"])))
        _day(visit, document["on"])
        if not document["people"]:
            parts.empty(visit.say("company-nobody-on-lists"))
            return
        _people(visit, document)
        with parts.tag("div").classes("tv-actions"):
            to = visit.address("/today", on=document["on"], company=key)
            parts.link(visit.say("company-follow-all"), to).classes("tv-button")

    with parts.tag("section").classes("tv-card"):
        parts.later(visit, work)


def _purpose_first(visit: Visit) -> None:
    """People are shown for a purpose, which the page of a firm itself does not need."""
    with parts.tag("section").classes("tv-card"):
        parts.text("h2", visit.say("company-on-lists-closed"))
        parts.note(visit.say("company-purpose"))
        to = visit.address("/purpose", next=visit.here)
        parts.link(visit.say("company-purpose-state"), to).classes("tv-button")


def _day(visit: Visit, day: str) -> None:
    with parts.tag("form").classes("tv-row").props("novalidate") as form:
        field = DayField(visit, "on", label=visit.say("company-day"), value=day)
        parts.text("button", visit.say("company-day-show")).classes("tv-button").props("type=submit")
    on_sent(form, [field], lambda: ui.navigate.to(visit.address(None, on=field.day())))


def _people(visit: Visit, document: dict[str, Any]) -> None:
    parts.text("p", visit.say("part", first=1, last=len(document["people"]), total=document["total"])).classes(
        "tv-small"
    )
    parts.Table(
        visit,
        [
            {"name": "level", "label": visit.word("level"), "sort": True},
            {"name": "name", "label": visit.say("company-person"), "sort": True},
            {"name": "unit", "label": visit.say("company-workshop"), "sort": True},
            {"name": "last", "label": visit.say("company-last-exposure"), "sort": True},
            {"name": "todo", "label": visit.word("todo")},
        ],
        [_person(visit, one) for one in document["people"]],
        caption=visit.say("company-on-lists", day=parts.dmy(document["on"])),
    ).classes("tv-stacked")


def _person(visit: Visit, one: dict[str, Any]) -> dict[str, Any]:
    person, follow = one["person"], one["follow_up"]
    return {
        "key": person["key"],
        "level": {"text": f"F{one['level']}", "tone": f"level-{one['level']}", "sort": one["level"]},
        "name": {
            "text": person["name"] or person["key"],
            "to": f"/people/{person['key']}" if visit.may(Permission.PERSONS) else None,
            "note": person["code"],
        },
        "unit": {"text": person["workshop"] or "", "note": person["team"]},
        "last": {"text": parts.dmy(one["last_exposure"]), "sort": one["last_exposure"]},
        "todo": ", ".join(visit.word(f"todo-{name}") for name in follow["todo"]),
    }


async def issued_lists(visit: Visit) -> None:
    """Show a firm's account the lists on which somebody of its own is."""
    document = await visit.api.get("/lists", limit=_LISTS)
    with parts.tag("section").classes("tv-card"):
        parts.text("h2", visit.say("company-issued"))
        if not document["lists"]:
            parts.empty(visit.say("company-no-issued"))
            return
        with parts.tag("ul").classes("tv-links"):
            for one in document["lists"]:
                with parts.tag("li"):
                    parts.link(parts.moment(one["issued_at"]), f"/lists/{one['key']}")
                    parts.text("span", ": " + visit.say("company-issued-total", total=one["total"]))
