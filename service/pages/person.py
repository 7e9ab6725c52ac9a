"""A person: where one works, lives and rides and since when, who else is there, and which row told so."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from nicegui import ui

from graph.clock import today
from service.accounts.roles import Permission
from service.pages import parts
from service.pages.day_field import DayField, on_sent
from service.pages.page import page
from service.pages.timeline import Lane, Timeline, days_of
from service.pages.visit import Visit

#: The list of 2021: who shares one of these.
SAME = ("team", "workshop", "company", "room", "house", "vehicle")
#: Bars begin at most so long ago: what is older says nothing of an outbreak.
_LONGEST = timedelta(days=365)
_SHORTEST = timedelta(days=30)
_DATES = ("onset", "sampled", "confirmed", "isolated")


@page("/people/{key}", title="person-title", needs=(Permission.PERSONS,))
async def person(visit: Visit) -> None:
    """One person's record."""
    document = await visit.api.get(f"/workers/{visit.keys['key']}")
    who = document["person"]
    with parts.tag("div").classes("tv-columns"):
        with parts.tag("div"):
            _who(visit, document)
            parts.text("h2", visit.say("person-memberships"))
            _memberships(visit, document)
            if document["gaps"]:
                gaps = ", ".join(visit.word(gap) for gap in document["gaps"])
                parts.text("p", visit.say("person-gaps", gaps=gaps)).classes("tv-wrong")
        with parts.tag("div"):
            if visit.may(Permission.CONTACTS):
                _same(visit, who)
            _cases(visit, document)
            _people(visit, visit.say("person-housemates"), document["housemates"])
            _people(visit, visit.say("person-same-as"), document["same_as"])
            _doses(visit, document["vaccinations"])


def _who(visit: Visit, document: Mapping[str, Any]) -> None:
    who = document["person"]
    with parts.tag("section").classes("tv-card"):
        with parts.tag("div").classes("tv-counts"):
            parts.text("h2", who["name"] or who["key"])
            if any(not case.get("retracted") for case in document["cases"]):
                parts.chip(visit.word("case"), "case")
        parts.facts(
            [
                (visit.word("code"), who["code"]),
                (visit.word("born"), parts.dmy(who["birth_date"]) or who["birth_year"]),
                (visit.word("sex"), visit.word(who["sex"])),
                (visit.word("citizen_id"), who["citizen_id"]),
                (visit.word("phone"), who["phone"]),
                (visit.word("company"), who["company"]),
                (visit.word("workshop"), who["workshop"]),
                (visit.word("team"), who["team"]),
                (visit.word("residence"), who["residence"]),
                (visit.word("home_address"), who["home_address"]),
            ]
        )
        if visit.may(Permission.TRACE):
            with parts.tag("div").classes("tv-actions"):
                parts.link(visit.say("trace-do"), visit.address("/trace", who=who["key"])).classes("tv-button tv-main")


def _memberships(visit: Visit, document: Mapping[str, Any]) -> None:
    memberships = document["memberships"]
    if not memberships:
        parts.empty(visit.say("person-nowhere"))
        return
    lanes = [
        Lane(
            label=one["group"]["name"] or one["group"]["key"],
            tone=one["setting"],
            since=one["since"],
            until=one["until"],
            note=parts.joined(visit.word(one["setting"]), _shift(visit, one["shift"])),
            source=_source(visit, one),
            to=f"/imports/{one['import']}" if one["import"] and visit.may(Permission.IMPORTS) else None,
        )
        for one in memberships
    ]
    days = [date.fromisoformat(day) for one in memberships for day in (one["since"], one["until"]) if day]
    last = max([*days, *([today()] if any(one["until"] is None for one in memberships) else [])])
    first = max(min([*days, last - _SHORTEST]), last - _LONGEST)
    marks = {visit.word(name): case[name] for case in document["cases"][-1:] for name in _DATES}
    Timeline(
        visit,
        lanes,
        first=first.isoformat(),
        last=last.isoformat(),
        caption=visit.say("person-memberships"),
        marks=marks,
    )
    parts.note(visit.say("timeline-about"))


def _source(visit: Visit, membership: Mapping[str, Any]) -> str:
    """Return which row of which file told it; nothing where an official did."""
    if membership["row"] is None:
        return membership["file"] or ""
    told = visit.say("person-source", sheet=membership["sheet"], row=membership["row"])
    return f"{membership['file']}, {told}" if membership["file"] else told


def _shift(visit: Visit, shift: str | None) -> str:
    return visit.say("person-shift", shift=shift) if shift else ""


def _same(visit: Visit, who: Mapping[str, Any]) -> None:
    with parts.tag("section").classes("tv-card"):
        parts.text("h2", visit.say("same-heading"))
        with parts.tag("div").classes("tv-actions"):
            for setting in SAME:
                parts.link(visit.word(setting), f"/people/{who['key']}/same/{setting}").classes("tv-button tv-slim")


def _cases(visit: Visit, document: Mapping[str, Any]) -> None:
    with parts.tag("section").classes("tv-card"):
        parts.text("h2", visit.heading("case"))
        if not document["cases"]:
            parts.note(visit.say("person-no-case"))
        for case in document["cases"]:
            dates = " · ".join(f"{visit.word(name)} {parts.dmy(case[name])}" for name in _DATES if case[name])
            with parts.tag("p"):
                label = f"{case['disease']}: {dates}"
                if visit.may(Permission.CASES):
                    parts.link(label, f"/cases/{case['key']}")
                else:
                    parts.text("span", label)


def _people(visit: Visit, heading: str, people: list[Mapping[str, Any]]) -> None:
    if not people:
        return
    with parts.tag("section").classes("tv-card"):
        parts.text("h2", heading)
        with parts.tag("ul"):
            for one in people:
                with parts.tag("li"):
                    parts.link(one.get("name") or one["key"], f"/people/{one['key']}")
                    if one.get("basis"):
                        parts.text("span", visit.word(one["basis"])).classes("tv-small")


def _doses(visit: Visit, doses: list[Mapping[str, Any]]) -> None:
    with parts.tag("section").classes("tv-card"):
        parts.text("h2", visit.say("person-doses"))
        if not doses:
            parts.note(visit.say("person-no-dose"))
        parts.facts(
            (visit.say("person-dose", dose=one["dose"]), f"{parts.dmy(one['date'])} {one['vaccine'] or ''}".strip())
            for one in doses
        )


@page("/people/{key}/same/{setting}", title="same-title", needs=(Permission.CONTACTS,))
async def same(visit: Visit) -> None:
    """Who shares a group with a person on a day: the list of 2021, in one click."""
    key, setting = visit.keys["key"], visit.keys["setting"]
    asked = {"on": visit.query.get("on"), "limit": 200, "offset": visit.query.get("offset")}
    document = await visit.api.get(f"/workers/{key}/same/{setting}", **asked)
    groups = document["group"] if isinstance(document["group"], list) else [document["group"]]
    names = ", ".join(group["name"] for group in groups if group)
    with parts.tag("form").classes("tv-row").props("novalidate") as form:
        day = DayField(visit, "on", label=visit.say("same-day"), value=document["on"])
        parts.text("button", visit.say("show")).classes("tv-button tv-main").props("type=submit")
    on_sent(form, [day], lambda: ui.navigate.to(visit.address(None, on=day.day())))
    if not names:
        parts.empty(visit.say("same-nowhere", setting=visit.word(setting)))
        return
    parts.text("p", visit.say("same-of", setting=visit.word(setting), group=names, total=document["total"]))
    parts.Table(
        visit,
        [
            {"name": "name", "label": visit.heading("name"), "sort": True},
            {"name": "born", "label": visit.heading("born"), "sort": True},
            {"name": "code", "label": visit.heading("code"), "sort": True},
            {"name": "place", "label": visit.heading("company"), "sort": True},
            {"name": "days", "label": visit.say("timeline-days")},
            {"name": "phone", "label": visit.heading("phone")},
        ],
        [_row(visit, one) for one in document["people"]],
        caption=visit.say("same-title"),
    )
    parts.paging(visit, document, on=document["on"])
    with parts.tag("div").classes("tv-actions"):
        parts.link(visit.say("person-open"), f"/people/{key}").classes("tv-button")


def _row(visit: Visit, one: Mapping[str, Any]) -> dict[str, Any]:
    who = one["person"]
    return {
        "key": who["key"],
        "name": {"text": who["name"] or who["key"], "to": f"/people/{who['key']}"},
        "born": who["birth_year"],
        "code": who["code"],
        "place": {
            "text": who["company"],
            "note": parts.joined(who["workshop"], who["team"], _shift(visit, one["shift"])),
        },
        "days": days_of(visit, one["since"], one["until"]),
        "phone": who["phone"],
    }
