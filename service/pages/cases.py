"""All cases, the latest first; one registered by hand, many by a line list."""

from collections.abc import Mapping
from typing import Any

from service.accounts.roles import Permission
from service.pages import parts
from service.pages.dialog import Dialog
from service.pages.form_file import form_card
from service.pages.narrowing import narrowing_form
from service.pages.page import page
from service.pages.sent_form import SentForm, choice, day
from service.pages.today_cases import lists_of_cases
from service.pages.visit import Visit

SHOWN = 100
#: The days of a case.
DATES = ("onset", "sampled", "confirmed", "isolated")
OUTCOMES = ("in-treatment", "recovered", "died", "transferred")


@page("/cases", title="cases-title", needs=(Permission.CASES,))
async def cases(visit: Visit) -> None:
    """All cases, of one disease where the address says so."""
    disease = visit.query.get("disease") or None
    document = await visit.api.get("/cases", disease=disease, limit=SHOWN, offset=visit.query.get("offset"))
    diseases = await _diseases(visit)
    box = parts.tag("div")

    def register() -> None:
        with Dialog(visit, box, heading=visit.say("cases-register")):
            _new_case(visit, diseases)

    with parts.tag("div").classes("tv-actions"):
        parts.button(visit.say("cases-register"), register, main=True)
        _narrow(visit, diseases)
        if visit.may(Permission.RULES):
            parts.link(visit.say("rules-title"), "/rules")
    if visit.may(Permission.FORMS):
        about = visit.say("cases-line-list-about")
        form_card(visit, "line-list", heading=visit.say("cases-line-list"), about=about, register="/cases?who=")
    if document["cases"]:
        await _table(visit, document)
        parts.paging(visit, document, disease=disease)
    else:
        parts.empty(visit.say("cases-none-of" if disease else "cases-none", disease=disease))
    if visit.query.get("who"):
        register()


async def _diseases(visit: Visit) -> list[str]:
    """Return the diseases that the rule sets know, the usual one first."""
    found = {rule["disease"] for rule in (await visit.api.get("/rules"))["rules"] if rule["disease"]}
    return sorted(found, key=lambda name: (name != "covid-19", name))


def _narrow(visit: Visit, diseases: list[str]) -> None:
    """The browser's own form: what is chosen stands in the address."""
    form = narrowing_form(visit, "disease", label=visit.heading("disease"), submit=visit.say("cases-narrow"))
    with form, parts.tag("select").props("id=tv-disease name=disease"):
        for name in ("", *diseases):
            option = parts.text("option", name or visit.say("cases-all"))
            option._props["value"] = name
            if name == visit.query.get("disease", ""):
                option.props("selected")


def _new_case(visit: Visit, diseases: list[str]) -> None:
    fields = [
        {"name": "worker", "label": visit.say("cases-worker"), "value": visit.query.get("who", ""), "longest": 300},
        {"name": "company", "label": visit.say("cases-company"), "optional": True, "longest": 300},
        choice(
            "disease", label=visit.heading("disease"), options=[(name, name) for name in diseases], value="covid-19"
        ),
        *(day(visit, name, label=visit.heading(name), optional=True) for name in DATES),
        outcome(visit),
    ]
    parts.note(visit.say("cases-register-about"))
    SentForm(
        visit,
        "POST",
        "/cases",
        fields,
        submit=visit.say("cases-register"),
        empties="left-out",
        next_="/cases/{key}",
        done=visit.say("cases-registered"),
    )


def outcome(visit: Visit, value: str | None = None) -> dict[str, Any]:
    """Return the field for how a case ended."""
    options = [("", visit.say("cases-no-outcome")), *((name, visit.word(name)) for name in OUTCOMES)]
    return choice("outcome", label=visit.heading("outcome"), options=options, value=value or "", optional=True)


async def _table(visit: Visit, document: Mapping[str, Any]) -> None:
    lists = await lists_of_cases(visit) if visit.may(Permission.LISTS) else {}
    columns = ("name", "company", *DATES, "outcome", "lists")
    parts.Table(
        visit,
        [
            {"name": name, "label": visit.heading(name), "sort": True, "align": "right" if name in DATES else "left"}
            for name in columns
        ],
        [_row(visit, case, len(lists.get(case["key"], ()))) for case in document["cases"]],
        caption=visit.say("cases-title"),
    ).classes("tv-stacked")


def _row(visit: Visit, case: Mapping[str, Any], lists: int) -> dict[str, Any]:
    person = case["person"]
    about = parts.joined(person["birth_year"], person["code"], case["disease"])
    state: dict[str, Any] = {"text": visit.word(case["outcome"])}
    if case["retracted"]:
        state = {"text": visit.word("retracted"), "tone": "wrong"}
    return {
        "key": case["key"],
        "name": {"text": person["name"] or person["key"], "to": f"/cases/{case['key']}", "note": about},
        "company": {"text": person["company"] or "", "note": person["workshop"] or ""},
        **{name: {"text": parts.dmy(case[name]), "sort": case[name]} for name in DATES},
        "outcome": state,
        "lists": lists or "",
    }
