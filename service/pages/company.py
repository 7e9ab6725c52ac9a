"""One firm: what of its data is missing, old or suspicious, and who of its people is followed."""

from typing import Any

from service.accounts.roles import Permission, Role
from service.pages import parts
from service.pages.bars import bars
from service.pages.companies import last_list
from service.pages.company_people import issued_lists, on_lists
from service.pages.imports import import_table
from service.pages.page import page
from service.pages.visit import Visit

#: So many imports are shown here, and workshops; all others are a link away.
_IMPORTS, _WORKSHOPS = 10, 200
#: Analyses that are asked for one firm, and what they are asked by.
_ANALYSES = (("attack-rates", "workshop"), ("coverage", "workshop"), ("closures", None))


@page("/companies/{key}", title="company-title", needs=(Permission.COMPANIES,))
async def company(visit: Visit) -> None:
    """How good a firm's data is, and what follows from it."""
    key = visit.keys["key"]
    document = await visit.api.get(f"/companies/{key}")
    parts.text("h2", document["name"]).classes("tv-name-large")
    with parts.tag("div").classes("tv-columns"):
        with parts.tag("div"):
            _facts(visit, document)
            _suspicious(visit, document)
            if visit.may(Permission.FOLLOW_UP):
                on_lists(visit, key)
            elif visit.me["role"] == Role.FIRM:
                await issued_lists(visit)
            if visit.may(Permission.IMPORTS):
                await _imports(visit, key)
            if visit.may(Permission.ANALYSES):
                _workshops(visit, key)
        with parts.tag("div"):
            _completeness(visit, document)
            if visit.may(Permission.ANALYSES):
                _analyses(visit, key)


def _facts(visit: Visit, document: dict[str, Any]) -> None:
    findings = document["findings"]
    last = last_list(visit, document)
    with parts.tag("section").classes("tv-card"):
        parts.facts(
            [
                (visit.say("company-workers"), visit.say("company-workers-count", count=document["workers"])),
                (visit.say("company-list-of"), parts.joined(last["text"], last.get("note"))),
                (visit.say("company-findings"), visit.say("company-findings-count", **findings)),
                (visit.say("company-tax"), document["tax_code"]),
            ]
        )
        if document["overdue"]:
            parts.chip(visit.say("company-overdue"), "wrong")


def _suspicious(visit: Visit, document: dict[str, Any]) -> None:
    with parts.tag("section").classes("tv-card"):
        parts.text("h2", visit.say("company-suspicious"))
        if not document["suspicious"]:
            parts.note(visit.say("company-nothing-suspicious"))
            return
        with parts.tag("ul").classes("tv-suspicious"):
            for one in document["suspicious"]:
                parts.text("li", visit.both(one["message"]))


def _completeness(visit: Visit, document: dict[str, Any]) -> None:
    with parts.tag("section").classes("tv-card"):
        parts.text("h2", visit.say("company-complete"))
        if not document["workers"]:
            parts.note(visit.say("company-nobody"))
            return
        shares = document["completeness"]
        bars([(visit.say(f"companies-field-{name}"), share) for name, share in shares.items()])


async def _imports(visit: Visit, key: str) -> None:
    document = await visit.api.get("/imports", company=key, limit=_IMPORTS)
    with parts.tag("section").classes("tv-card"):
        parts.text("h2", visit.say("company-imports"))
        if document["imports"]:
            import_table(visit, document["imports"])
        else:
            parts.empty(visit.say("imports-none"))
        with parts.tag("div").classes("tv-actions"):
            parts.link(visit.say("company-send"), "/imports").classes("tv-button")
            if document["total"] > _IMPORTS:
                parts.link(visit.say("company-imports-all"), visit.address("/imports", company=key))


def _workshops(visit: Visit, key: str) -> None:
    async def work() -> None:
        document = await visit.api.get("/analysis/coverage", by="workshop", company=key, limit=_WORKSHOPS)
        if not document["units"]:
            parts.empty(visit.say("company-no-workshops"))
            return
        parts.Table(
            visit,
            [
                {"name": "name", "label": visit.say("company-workshop"), "sort": True},
                {"name": "people", "label": visit.say("company-people"), "align": "right", "sort": True},
                {"name": "dose", "label": visit.say("company-dose"), "align": "right", "sort": True},
            ],
            [
                {
                    "key": unit["unit"]["key"],
                    "name": unit["unit"]["name"],
                    "people": unit["people"],
                    "dose": {
                        "text": parts.percent(unit["at_least_one"]["share"]),
                        "sort": unit["at_least_one"]["share"],
                    },
                }
                for unit in document["units"]
            ],
            caption=visit.say("company-workshops"),
        )

    with parts.tag("section").classes("tv-card"):
        parts.text("h2", visit.say("company-workshops"))
        parts.later(visit, work)


def _analyses(visit: Visit, key: str) -> None:
    with parts.tag("section").classes("tv-card"):
        parts.text("h2", visit.say("company-analyses"))
        with parts.tag("ul").classes("tv-links"):
            for name, by in _ANALYSES:
                with parts.tag("li"):
                    to = visit.address(f"/analyses/{name}", by=by, company=key)
                    parts.link(visit.say(f"company-analysis-{name}"), to)
