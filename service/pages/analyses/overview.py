"""The analyses, each with the question that it answers."""

from service.accounts.roles import Permission
from service.pages import parts
from service.pages.analyses.address_form import address_form
from service.pages.analyses.asked import LISTED, address_of, view_of
from service.pages.analyses.skeleton import view_fields
from service.pages.exporting import export
from service.pages.page import page
from service.pages.visit import Visit


@page("/analyses", title="place-analyses", needs=(Permission.ANALYSES,))
async def overview(visit: Visit) -> None:
    """Which analyses one may see; where one looks from goes with the links, and with a pack of all cases."""
    parts.text("p", visit.say("analyses-start")).classes("tv-question")
    rules = await visit.api.get("/rules")
    with address_form(visit, kept=("known_at",)) as form:
        view_fields(visit, form, rules)
    with parts.tag("ul").classes("tv-analyses"):
        for name, needs in LISTED:
            if visit.may(needs):
                with parts.tag("li").classes("tv-card"):
                    with parts.tag("h2"):
                        parts.link(visit.say(f"analyses-title-{name}"), address_of(visit, name))
                    parts.text("p", visit.say(f"analyses-about-{name}"))
    export(visit, "/exports/cases", view_of(visit), heading=visit.say("analyses-all-cases"))
    if not visit.may(Permission.NAMED_ANALYSES):
        parts.note(visit.say("analyses-named-hidden"))
