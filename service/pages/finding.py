"""Find and trace, the first page: one field, people while one types, and from there to contacts."""

import json
from typing import Any

from fastapi.responses import RedirectResponse
from nicegui import ui
from starlette.requests import Request

from service.accounts.roles import Permission
from service.pages import frame, parts
from service.pages.page import page
from service.pages.visit import Visit, visit_of

#: With less than so many signs half of the park would fit.
LEAST = 2
#: So many people are shown while one types: more than that nobody reads, a longer name narrows.
SHOWN = 20


@page("/find", title="find-title", needs=(Permission.PERSONS,))
async def find(visit: Visit) -> None:
    """People while one types: accents or not, code, ID number, phone."""
    finder = _Finder(visit)
    await finder.build(visit.query.get("q", ""))


@ui.page("/")
async def home(request: Request) -> RedirectResponse:
    """The first page that one's role has."""
    visit = await visit_of(request)
    return RedirectResponse(frame.first_place(visit) if visit.me else "/sign-in", status_code=303)


class _Finder:
    """The field and what was found for it."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.typed = 0

    async def build(self, asked: str) -> None:
        visit = self.visit
        with parts.tag("search").classes("tv-find").props("data-find"):
            field = (
                ui.input(visit.say("find-field"), value=asked, placeholder=visit.say("find-hint"))
                .props("outlined autofocus maxlength=200 autocomplete=off spellcheck=false")
                .props("data-arrows-of=found")
            )
        self.found = parts.tag("div").props("id=found data-arrows aria-live=polite")
        field.on_value_change(lambda event: self.show(event.value or ""))
        await self.show(asked)

    async def show(self, asked: str) -> None:
        """Show who fits, unless something else was typed meanwhile."""
        self.typed += 1
        mine, asked = self.typed, asked.strip()
        document = await self.visit.api.get("/workers", q=asked, limit=SHOWN) if len(asked) >= LEAST else None
        if mine != self.typed:
            return
        self.found.clear()
        with self.found:
            if document is None:
                parts.note(self.visit.say("find-start"))
            elif not document["people"]:
                parts.empty(self.visit.say("find-nobody", text=asked))
            else:
                self._people(document)
        if ui.context.client.has_socket_connection:
            ui.run_javascript(f"truyvet.showInAddress({{q: {json.dumps(asked)}}})")

    def _people(self, document: dict[str, Any]) -> None:
        visit = self.visit
        total = document["total"]
        parts.text("p", visit.say("found", total=total, shown=len(document["people"]))).classes("tv-small")
        with parts.tag("ol").classes("tv-people"):
            for one in document["people"]:
                person_line(visit, one["person"])


def person_line(visit: Visit, person: dict[str, Any]) -> None:
    """Show one person as a line that leads to who that is, and to the contacts."""
    with parts.tag("li").props("data-stop"):
        to = "/trace" if visit.may(Permission.TRACE) else f"/people/{person['key']}"
        query = {"who": person["key"]} if visit.may(Permission.TRACE) else {}
        parts.link(person["name"] or person["key"], visit.address(to, **query)).classes("tv-name")
        about = [
            str(person["birth_year"] or ""),
            person["code"] or "",
            person["company"] or "",
            parts.joined(person["workshop"], person["team"]),
            person["phone"] or "",
        ]
        parts.text("span", "  ·  ".join(part for part in about if part)).classes("tv-small")
