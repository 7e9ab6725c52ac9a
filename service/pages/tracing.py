"""The contacts of a case: its dates, who was met, at which level and why, and what the lists do not tell."""

import asyncio
from collections.abc import Mapping
from typing import Any

from nicegui import ui

from service.accounts.roles import Permission
from service.api.common import XLSX
from service.pages import parts
from service.pages.comparing import show_changes, show_lists
from service.pages.contact_list import ContactList
from service.pages.day_field import DayField, on_sent
from service.pages.exporting import export
from service.pages.page import page
from service.pages.saving import save
from service.pages.visit import Visit

#: So many contacts come with the page, more than a window shows; the browser fetches the rest.
FIRST = 40
_DATES = ("onset", "sampled", "confirmed", "isolated")
#: Of a trace's address, besides whom it is of.
_OPTIONS = ("as_of", "known_at", "rules", "depth", "order", "rates")


def asked_of(visit: Visit) -> dict[str, Any]:
    """Return the body of POST /api/trace that a page's address asks for; without persons, cases, group it asks nothing.

    A person who is no registered case, and of whom no date is given, asks nothing yet.
    """
    query = visit.query
    asked: dict[str, Any] = {name: query[name] for name in (*_DATES, *_OPTIONS) if query.get(name)}
    if "depth" in asked:
        asked["depth"] = int(asked["depth"]) if asked["depth"].isdecimal() else asked["depth"]
    if visit.lists.get("setting"):
        asked["settings"] = visit.lists["setting"]
    if visit.lists.get("case"):
        asked["cases"] = visit.lists["case"]
    elif query.get("who"):
        asked["persons"] = [query["who"]]
    elif query.get("group"):
        asked |= {name: query.get(name) for name in ("group", "from", "to")}
    return asked


@page("/trace", title="trace-title", needs=(Permission.TRACE,))
async def trace(visit: Visit) -> None:
    """Whom this case met."""
    asked = asked_of(visit)
    if not any(asked.get(name) for name in ("persons", "cases", "group")):
        parts.empty(visit.say("trace-nobody"))
        parts.link(visit.say("place-find"), "/find").classes("tv-button tv-main")
        return
    person = await _person(visit, asked)
    dated = any(name in asked for name in _DATES)
    standing = [case for case in person["cases"] if not case.get("retracted")] if "persons" in asked else []
    if standing and not dated:
        asked["cases"] = [standing[-1]["key"]]
        del asked["persons"]
    if person is not None:
        _case(visit, person, asked)
    if "persons" in asked and not dated:
        parts.note(visit.say("trace-dates-first"))
        return
    # Asked for while the browser still builds the page: it is there when the browser is ready.
    traced = asyncio.create_task(_traced(visit, asked))
    traced.add_done_callback(lambda task: task.cancelled() or task.exception())  # who left does not hear of it

    async def show() -> None:
        await _contacts(visit, asked, await traced, person)

    parts.later(visit, show)


async def _person(visit: Visit, asked: Mapping[str, Any]) -> Any:
    """Return whom the page is of, with the cases; None where it is of several cases, or of a group."""
    if "persons" in asked:
        return await visit.api.get(f"/workers/{asked['persons'][0]}")
    if len(asked.get("cases", ())) == 1:
        case = await visit.api.get(f"/cases/{asked['cases'][0]}")
        return {"person": case["person"], "cases": [case]}
    return None


async def _traced(visit: Visit, asked: Mapping[str, Any]) -> Any:
    return await visit.api.post("/trace", {**asked, "limit": FIRST, "since": visit.query.get("since")})


def _case(visit: Visit, document: Mapping[str, Any], asked: Mapping[str, Any]) -> None:
    """Whose contacts are asked for, and the days that decide whom they are."""
    person = document["person"]
    known: Mapping[str, Any] = next((case for case in document["cases"] if case["key"] in asked.get("cases", ())), {})
    with parts.tag("section").classes("tv-card").props(f'aria-label="{visit.say("trace-case")}"'):
        with parts.tag("div").classes("tv-counts"):
            parts.link(person["name"] or person["key"], f"/people/{person['key']}").classes("tv-name")
            parts.text(
                "span",
                parts.joined(
                    person["birth_year"], person["code"], person["company"], person["workshop"], person["team"],
                    person["residence"],
                ),
            ).classes("tv-small")  # fmt: skip
            if known:
                parts.chip(visit.word("case"), "case")
        with parts.tag("form").classes("tv-row").props("novalidate") as form:
            fields = {
                name: DayField(visit, name, label=visit.word(name), value=asked.get(name) or known.get(name))
                for name in _DATES
            }
            fields["as_of"] = DayField(visit, "as_of", label=visit.say("as-of"), value=asked.get("as_of"))
            parts.text("button", visit.say("trace-do")).classes("tv-button tv-main").props("type=submit")

        def traced() -> None:
            days = {name: field.day() for name, field in fields.items()}
            for name in _DATES:
                if known and days[name] == known.get(name):
                    days[name] = None  # as registered
            kept = {name: visit.query.get(name) for name in ("who", "rules", "depth")}
            ui.navigate.to(visit.address(None, **kept, case=visit.lists.get("case"), **days))

        on_sent(form, fields.values(), traced)


async def _contacts(
    visit: Visit, asked: Mapping[str, Any], document: Mapping[str, Any], person: Mapping[str, Any] | None
) -> None:
    parts.text("p", visit.both(document["question"])).classes("tv-question")
    await _rule(visit, document)
    _counts(visit, document)
    _actions(visit, asked, document, person)
    if "changes" in document:
        show_changes(visit, document["changes"])
    with parts.tag("div").classes("tv-columns"):
        with parts.tag("div"):
            if document["total"]:
                ContactList(visit, asked, document, on_why=lambda key: _why(visit, asked, key, panel))
            else:
                parts.empty(visit.say("trace-no-contacts"))
            if "group" not in asked:
                export(visit, "/exports/trace", asked)
        with parts.tag("div"):
            panel = parts.tag("section").classes("tv-card").props("aria-live=polite id=why")
            _missing(visit, document["missing"])
            _places(visit, document["counts"])
    if (key := visit.query.get("why")) is not None:
        await _why(visit, asked, key, panel)
    else:
        with panel:
            parts.text("h2", visit.say("why-title"))
            parts.note(visit.say("why-start"))


async def _rule(visit: Visit, document: Mapping[str, Any]) -> None:
    rule = await visit.api.get(f"/rules/{document['rules']}")
    with parts.tag("p").classes("tv-small"):
        parts.text("span", f"{visit.word('rules')}: ")
        parts.link(visit.both(rule["title"]), f"/rules/{rule['id']}")
        parts.text("span", f" · {rule['source']}")


def _counts(visit: Visit, document: Mapping[str, Any]) -> None:
    counts = document["counts"]
    with parts.tag("div").classes("tv-counts"):
        parts.text("span", visit.say("trace-total", total=document["total"])).classes("tv-count")
        for level, count in sorted(counts["levels"].items()):
            parts.chip(f"F{level}: {count}", f"level-{level}")
        for grade, count in counts["grades"].items():
            parts.chip(f"{visit.word(grade)}: {count}", grade)
        for setting, count in sorted(counts["settings"].items(), key=lambda entry: -entry[1]):
            parts.chip(f"{visit.word(setting)}: {count}", f"setting tv-setting-{setting}")


def _actions(
    visit: Visit, asked: Mapping[str, Any], document: Mapping[str, Any], person: Mapping[str, Any] | None
) -> None:
    async def register() -> None:
        dates = {name: asked[name] for name in _DATES if name in asked}
        case = await visit.api.post("/cases", {"worker": asked["persons"][0], **dates})
        ui.navigate.to(visit.address("/trace", case=case["key"], as_of=asked.get("as_of")))

    async def keep() -> None:
        kept = await visit.api.post("/trace", {**asked, "keep": True, "limit": 1})
        parts.tell(visit.say("list-kept-page", key=kept["list"]["key"]))

    with parts.tag("div").classes("tv-actions"):
        if "persons" in asked:
            parts.button(visit.say("register"), register, main=True)
        parts.button("Excel (.xlsx)", lambda: save(visit, "POST", "/api/trace", asked, accept=XLSX))
        parts.button("CSV", lambda: save(visit, "POST", "/api/trace", asked, accept="text/csv"))
        parts.text("button", visit.say("print")).classes("tv-button").props("type=button data-print")
        if "group" not in asked:
            parts.button(visit.say("list-keep"), keep)
            show_lists(visit, asked)
        if person is not None and document["cases"]:
            window = document["cases"][0]["window"]
            to = visit.address(
                "/picture", who=person["person"]["key"], case=asked.get("cases"), from_=window["from"],
                to=window["to"], as_of=document["as_of"],
            )  # fmt: skip
            parts.link(visit.say("picture-open"), to).classes("tv-button")


async def _why(visit: Visit, asked: Mapping[str, Any], key: str, panel: ui.element) -> None:
    """Show by which groups and days somebody is on the list, back to the case."""
    document = await visit.api.post("/trace/why", {**asked, "person": key})
    person = document["person"]
    panel.clear()
    with panel:
        parts.text("h2", visit.say("why-of", name=person["name"] or person["key"]))
        with parts.tag("p"):
            if document["level"] is not None:
                parts.chip(f"F{document['level']}", f"level-{document['level']}")
            if document["grade"]:
                parts.chip(visit.word(document["grade"]), document["grade"])
        with parts.tag("ol").classes("tv-chain"):
            for sentence in visit.both(document["sentences"]):
                parts.text("li", sentence)
        parts.facts(
            [
                (visit.word("born"), parts.dmy(person["birth_date"]) or person["birth_year"]),
                (visit.word("code"), person["code"]),
                (visit.word("phone"), person["phone"]),
                (visit.word("company"), person["company"]),
                (visit.word("residence"), person["residence"]),
            ]
        )
        with parts.tag("div").classes("tv-actions"):
            parts.link(visit.say("person-open"), f"/people/{person['key']}").classes("tv-button")
            parts.link(visit.say("trace-from"), visit.address("/trace", who=person["key"])).classes("tv-button")


def _missing(visit: Visit, missing: list[Mapping[str, Any]]) -> None:
    """What the contacts' firms did not tell: whom this list cannot know."""
    with parts.tag("section").classes("tv-card"):
        parts.text("h2", visit.say("missing-heading"))
        parts.note(visit.say("missing-about"))
        parts.Table(
            visit,
            [
                {"name": "company", "label": visit.heading("company")},
                {"name": "residence", "label": visit.heading("residence"), "align": "right"},
                {"name": "vehicle", "label": visit.heading("vehicle"), "align": "right"},
            ],
            [
                {
                    "key": one["company"],
                    "company": {"text": parts.short(one["company"]), "note": _age(visit, one)},
                    "residence": _known(one["with_residence"], one["workers"]),
                    "vehicle": _known(one["with_vehicle"], one["workers"]),
                }
                for one in missing
            ],
            caption=visit.say("missing-heading"),
        )


def _age(visit: Visit, one: Mapping[str, Any]) -> str:
    if not one["last_import"]:
        return visit.say("no-import")
    return visit.say("file-of", day=parts.dmy(one["last_import"]), days=one["days_old"])


def _known(some: int, all_: int) -> dict[str, str]:
    return {"text": parts.percent(some / all_ if all_ else None), "note": f"{some}/{all_}"}


def _places(visit: Visit, counts: Mapping[str, Any]) -> None:
    """Where the contacts work."""
    levels = sorted(counts["levels"])
    with parts.tag("section").classes("tv-card"):
        parts.text("h2", visit.say("by-company"))
        parts.Table(
            visit,
            [
                {"name": "company", "label": visit.heading("company")},
                *({"name": level, "label": f"F{level}", "align": "right", "sort": True} for level in levels),
            ],
            [
                {
                    "key": str(at),
                    "company": parts.short(one["company"]),
                    **{level: one["levels"].get(level, 0) for level in levels},
                }
                for at, one in enumerate(counts["companies"])
            ],
            caption=visit.say("by-company"),
        )
