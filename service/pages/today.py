"""The day's work: whom to isolate, test, find and release, which lists are still to be issued, what comes next."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from nicegui import ui

from service.accounts.roles import Permission
from service.pages import parts
from service.pages.day_field import DayField, on_sent
from service.pages.form_file import form_card
from service.pages.page import page
from service.pages.today_acts import Acts
from service.pages.today_cases import recent_cases, stale_companies
from service.pages.today_load import show_load
from service.pages.visit import Visit

#: The kinds of work, the most urgent first.
TODO = ("overdue", "test", "isolate", "find", "release")
#: So many people at once: a page that is read from top to bottom.
SHOWN = 50


@page("/today", title="today-title", needs=(Permission.FOLLOW_UP,))
async def today(visit: Visit) -> None:
    """What is to be done on a day."""

    async def work() -> None:
        document = await visit.api.get(
            "/follow-up",
            on=visit.query.get("on"),
            todo=visit.lists.get("todo"),
            company=visit.query.get("company"),
            limit=SHOWN,
            offset=visit.query.get("offset"),
        )
        day = date.fromisoformat(document["on"])
        _days(visit, day)
        _tiles(visit, document)
        with parts.tag("div").classes("tv-columns"):
            with parts.tag("section").props("id=work"):
                _people(visit, document, day)
            with parts.tag("div"):
                await recent_cases(visit, day)
                await stale_companies(visit)
                _forms(visit)
        with parts.tag("div").classes("tv-halves"):
            _groups(visit, document, "companies")
            _groups(visit, document, "areas")
        show_load(visit, document["load"])

    parts.later(visit, work)


def _to(visit: Visit, **changed: Any) -> str:
    kept = {"on": visit.query.get("on"), "todo": visit.lists.get("todo"), "company": visit.query.get("company")}
    return visit.address(None, **{**kept, **changed})


def _days(visit: Visit, day: date) -> None:
    """The day, and the ways to the days beside it."""
    with parts.tag("nav").classes("tv-row tv-day-row") as row:
        row._props["aria-label"] = visit.say("today-days")
        for name, other in (("today-earlier", day - timedelta(days=1)), ("today-later", day + timedelta(days=1))):
            parts.link(visit.say(name), _to(visit, on=other.isoformat())).classes("tv-button")
        with parts.tag("form").classes("tv-row").props("novalidate") as form:
            field = DayField(visit, "on", label=visit.say("today-day"), value=day.isoformat())
            parts.text("button", visit.say("today-show")).classes("tv-button").props("type=submit")
        on_sent(form, [field], lambda: ui.navigate.to(_to(visit, on=field.day())))
        if visit.query.get("on"):
            parts.link(visit.say("today-now"), _to(visit, on=None)).classes("tv-button")


def _tiles(visit: Visit, document: Mapping[str, Any]) -> None:
    """How much there is of each kind of work; each narrows the people to it."""
    counts, chosen = document["counts"], visit.lists.get("todo", [])
    about = visit.say("today-about", cases=document["cases"], open=counts["open"], lost=counts["lost"])
    parts.text("p", about).classes("tv-note")
    with parts.tag("nav").classes("tv-tiles") as tiles:
        tiles._props["aria-label"] = visit.say("today-kinds")
        for kind in TODO:
            only = chosen == [kind]
            with ui.link("", _to(visit, todo=None if only else kind)) as link:
                link.classes(f"tv-tile {'tv-tile-wrong' if kind in ('overdue', 'find') and counts[kind] else ''}")
                if only:
                    link.props("aria-current=true")
                parts.text("b", counts[kind])
                parts.text("span", visit.say(f"today-kind-{kind}"))
        if chosen or visit.query.get("company"):
            parts.link(visit.say("today-all"), _to(visit, todo=None, company=None)).classes("tv-button")


def _people(visit: Visit, document: Mapping[str, Any], day: date) -> None:
    chosen = [visit.say(f"today-kind-{kind}") for kind in visit.lists.get("todo", []) if kind in TODO]
    company = next((one["company"] for one in document["companies"] if one["key"] == visit.query.get("company")), None)
    narrowed = " · ".join([*chosen, *([company] if company else [])])
    heading = visit.say("today-people", total=document["total"])
    parts.text("h2", f"{heading} · {narrowed}" if narrowed else heading)
    if not document["people"]:
        parts.empty(visit.say("today-nobody" if document["cases"] else "today-no-cases"))
        return
    acts = Acts(visit, document["people"], day)
    names = ("name", "todo", "level", "company", "until", "do")
    parts.Table(
        visit,
        [{"name": name, "label": visit.say(f"today-column-{name}"), "sort": name != "do"} for name in names],
        [_row(visit, entry, acts) for entry in document["people"]],
        caption=heading,
        on_act=acts.ask,
    ).classes("tv-stacked")
    parts.paging(visit, document, on=visit.query.get("on"), **_narrowing(visit))


def _narrowing(visit: Visit) -> dict[str, Any]:
    return {"todo": visit.lists.get("todo"), "company": visit.query.get("company")}


def _row(visit: Visit, entry: Mapping[str, Any], acts: Acts) -> dict[str, Any]:
    person, follow = entry["person"], entry["follow_up"]
    about = parts.joined(person["birth_year"], person["code"], person["phone"])
    unit = parts.joined(person["workshop"], person["team"], entry["area"])
    overdue = [test["due"] for test in follow["tests"] if test["done"] is None]
    todo = ", ".join(visit.word(f"todo-{kind}") for kind in follow["todo"])
    return {
        "key": person["key"],
        "name": {"text": person["name"] or person["key"], "to": f"/people/{person['key']}", "note": about},
        "todo": {
            "text": todo,
            "tone": "wrong" if follow["overdue"] or "find" in follow["todo"] else "plain",
            "note": visit.say("today-test-due", day=parts.dmy(overdue[0])[:5]) if overdue else "",
        },
        "level": {
            "text": f"F{entry['level']}",
            "tone": f"level-{entry['level']}",
            "note": visit.word(entry["grade"]),
            "sort": entry["level"],
        },
        "company": {"text": parts.short(person["company"]), "note": unit},
        "until": {
            "text": parts.dmy(follow["until"]),
            "note": visit.say(f"today-place-{follow['place']}"),
            "sort": follow["until"],
        },
        "do": {"text": "", "acts": acts.of(follow["todo"])},
    }


def _groups(visit: Visit, document: Mapping[str, Any], name: str) -> None:
    """The work by firm or by commune; a firm narrows the people to it."""
    with parts.tag("section").classes("tv-card"):
        heading = visit.say(f"today-by-{name}")
        parts.text("h2", heading)
        if not document[name]:
            parts.empty(visit.say("today-no-cases"))
            return
        first = "company" if name == "companies" else "area"
        numbers = ("open", *TODO)
        rows = []
        for at, entry in enumerate(document[name]):
            label = {"text": entry[first] or visit.word("unknown")}
            if first == "company" and entry["key"]:
                label["to"] = _to(visit, company=entry["key"])
            rows.append({"key": str(at), first: label, **{number: entry[number] for number in numbers}})
        parts.Table(
            visit,
            [
                {"name": first, "label": visit.heading(first), "sort": True},
                *(
                    {"name": number, "label": visit.say(f"today-short-{number}"), "align": "right", "sort": True}
                    for number in numbers
                ),
            ],
            rows,
            caption=heading,
        )


def _forms(visit: Visit) -> None:
    if visit.may(Permission.FORMS):
        for form in ("follow-up", "interview"):
            form_card(visit, form, heading=visit.say(f"today-form-{form}"), about=visit.say(f"today-form-{form}-about"))
