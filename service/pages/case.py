"""One case: its days, how it ended, the lists issued of it, how far its contacts are followed."""

from collections import Counter
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from service.accounts.roles import Permission
from service.pages import parts
from service.pages.cases import DATES, outcome
from service.pages.dialog import Dialog
from service.pages.page import page
from service.pages.sent_form import SentForm, day
from service.pages.today_cases import lists_of_cases
from service.pages.visit import Visit

#: Contacts that are counted; a case with more has its list on the page of the trace.
_MOST = 20_000
_STATES = ("open", "done", "lost", "case")
_TODO = ("overdue", "test", "isolate", "find", "release")


@page("/cases/{key}", title="case-title", needs=(Permission.CASES,))
async def case(visit: Visit) -> None:
    """One case with all that hangs on it."""
    key = visit.keys["key"]
    document = await visit.api.get(f"/cases/{quote(key)}")
    person = document["person"]
    with parts.tag("section").classes("tv-card"):
        with parts.tag("div").classes("tv-counts"):
            parts.link(person["name"] or person["key"], f"/people/{person['key']}").classes("tv-name")
            about = (person["birth_year"], person["code"], person["company"], person["workshop"], person["team"])
            parts.text("span", parts.joined(*about)).classes("tv-small")
            parts.chip(document["disease"], "case")
            if document["retracted"]:
                parts.chip(visit.word("retracted"), "wrong")
        if document["retracted"]:
            parts.note(visit.say("case-retracted", reason=document["reason"] or ""))
        _ways(visit, document)
    with parts.tag("div").classes("tv-halves"):
        with parts.tag("div"):
            _dates(visit, document)
        with parts.tag("div"):
            if visit.may(Permission.LISTS):
                await _lists(visit, key)
            if visit.may(Permission.TRACE) and not document["retracted"]:
                with parts.tag("section").classes("tv-card"):
                    parts.text("h2", visit.say("case-contacts"))
                    parts.later(visit, lambda: _contacts(visit, key))


def _ways(visit: Visit, document: Mapping[str, Any]) -> None:
    key, person = document["key"], document["person"]["key"]
    box = parts.tag("div")

    def retract() -> None:
        with Dialog(visit, box, heading=visit.say("case-retract")):
            parts.text("p", visit.say("case-retract-about"))
            SentForm(
                visit,
                "DELETE",
                f"/cases/{quote(key)}",
                [{"name": "reason", "label": visit.say("case-reason"), "longest": 500}],
                submit=visit.say("case-retract"),
                query=True,
                next_=visit.here,
                done=visit.say("case-is-retracted"),
            )

    with parts.tag("div").classes("tv-actions"):
        if visit.may(Permission.TRACE) and not document["retracted"]:
            trace = visit.address("/trace", case=key, as_of=visit.query.get("as_of"))
            parts.link(visit.say("case-trace"), trace).classes("tv-button tv-main")
            picture = visit.address("/picture", case=key, as_of=visit.query.get("as_of"))
            parts.link(visit.say("picture-open"), picture).classes("tv-button")
        parts.link(visit.say("person-open"), f"/people/{person}").classes("tv-button")
        if not document["retracted"]:
            parts.button(visit.say("case-retract"), retract)


def _dates(visit: Visit, document: Mapping[str, Any]) -> None:
    """The days, to be changed as they become known; a retracted case is only shown."""
    with parts.tag("section").classes("tv-card"):
        parts.text("h2", visit.say("case-days"))
        if document["retracted"]:
            shown = [(visit.word(name), parts.dmy(document[name])) for name in DATES]
            parts.facts([*shown, (visit.word("outcome"), visit.word(document["outcome"]))])
            return
        SentForm(
            visit,
            "PATCH",
            f"/cases/{quote(document['key'])}",
            [
                *(day(visit, name, label=visit.heading(name), value=document[name], optional=True) for name in DATES),
                outcome(visit, document["outcome"]),
            ],
            submit=visit.say("case-save"),
            empties="null",
            next_=visit.here,
            done=visit.say("case-saved"),
            focus=False,
        )


async def _lists(visit: Visit, key: str) -> None:
    found = (await lists_of_cases(visit)).get(key, [])
    with parts.tag("section").classes("tv-card"):
        parts.text("h2", visit.say("case-lists"))
        if not found:
            parts.empty(visit.say("lists-none"))
        with parts.tag("ul").classes("tv-lines"):
            for entry in found:
                with parts.tag("li"):
                    at = parts.moment(entry["issued_at"])
                    said = visit.say("list-of", at=at, by=entry["issued_by"], total=entry["total"])
                    parts.link(said, f"/lists/{entry['key']}")
                    if visit.may(Permission.TRACE):
                        to = visit.address("/trace", case=key, since=entry["key"])
                        parts.text("span", " · ")
                        parts.link(visit.say("case-compare"), to)


async def _contacts(visit: Visit, key: str) -> None:
    """How far the contacts are followed, as of the day in the address."""
    asked = {"cases": [key], "limit": _MOST, "as_of": visit.query.get("as_of")}
    document = await visit.api.post("/trace", {name: value for name, value in asked.items() if value})
    followed = [contact["follow_up"] for contact in document["contacts"] if contact["follow_up"]]
    states = Counter(follow["state"] for follow in followed)
    todo = Counter(kind for follow in followed for kind in follow["todo"])
    said = visit.say("case-counted", total=document["total"], day=parts.dmy(document["as_of"]))
    parts.text("p", said).classes("tv-note")
    parts.facts(
        [
            *((f"F{level}", count) for level, count in sorted(document["counts"]["levels"].items())),
            *((visit.say(f"state-{state}"), states[state]) for state in _STATES if states[state]),
            *((visit.say(f"today-kind-{kind}"), todo[kind]) for kind in _TODO if todo[kind]),
        ]
    )
    if document["total"] > _MOST:
        parts.note(visit.say("case-cut", count=_MOST))
