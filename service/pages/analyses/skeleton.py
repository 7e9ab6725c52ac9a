"""What each analysis is made of: its question, the form of its address, the answer when it is there, its limits."""

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from service.accounts.roles import Permission
from service.pages import parts
from service.pages.analyses.address_form import AddressForm, address_form
from service.pages.analyses.asked import LISTED, address_of, part_of, view_of
from service.pages.asking import Refused
from service.pages.background import GivenUp, in_background
from service.pages.page import page
from service.pages.visit import Visit

Show = Callable[[Visit, Any], Awaitable[None]]
Ask = Callable[[Visit], Awaitable[Any]]
Fields = Callable[[Visit, AddressForm], None]
_BY_DISEASE = "covid-19"
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")


def analysis(
    name: str,
    *,
    ask: Ask,
    fields: Fields | None = None,
    kept: Sequence[str] = (),
    path: str | None = None,
) -> Callable[[Show], Show]:
    """Declare an analysis: ``ask`` gets its document, what is declared shows it.

    ``fields`` adds fields to the form; ``kept``: parameters of the address that its fields do not hold; ``path``: if it
    is not that of the name.
    """

    def declare(show: Show) -> Show:
        async def built(visit: Visit) -> None:
            rules = await visit.api.get("/rules")
            ways(visit, name)
            parts.text("p", visit.say(f"analyses-about-{name}")).classes("tv-question")
            with address_form(visit, kept=("known_at", *kept), firm=await _firm(visit)) as form:
                if fields is not None:
                    fields(visit, form)
                view_fields(visit, form, rules)
            parts.later(visit, partial(answered, visit, ask, show, rules))
            with parts.tag("section").classes("tv-card"):
                parts.text("h2", visit.say("analyses-limits"))
                parts.text("p", visit.say(f"analyses-limits-{name}"))

        page(path or f"/analyses/{name}", title=f"analyses-title-{name}", needs=(dict(LISTED)[name],))(built)
        return show

    return declare


def got(route: str, *names: str, **defaults: Any) -> Ask:
    """Return what asks a route of /analysis by the view, the part of the list and parameters of the address."""
    return lambda visit: visit.api.get(f"/analysis/{route}", **_query(visit, names, defaults), **part_of(visit))


def got_in_background(route: str, *names: str, **defaults: Any) -> Ask:
    """Return what asks a route of /analysis as a job."""
    return lambda visit: in_background(
        visit, "GET", f"/analysis/{route}", query={**_query(visit, names, defaults), **part_of(visit)}
    )


def _query(visit: Visit, names: Iterable[str], defaults: Mapping[str, Any]) -> dict[str, Any]:
    asked = {name: visit.query[name] for name in names if visit.query.get(name)}
    return {**view_of(visit), **defaults, **asked}


async def answered(visit: Visit, ask: Ask, show: Show, rules: Mapping[str, Any]) -> None:
    """Ask, say from where the answer looks, and show it."""
    try:
        document = await ask(visit)
    except GivenUp:
        parts.empty(visit.say("analyses-given-up"))
        parts.link(visit.say("again"), visit.here).classes("tv-button")
        return
    if document is not None:
        _seen_from(visit, document, rules)
    await show(visit, document)
    if document is not None and "total" in document:
        parts.paging(visit, document, **{name: value for name, value in visit.lists.items() if name != "offset"})


def ways(visit: Visit, here: str | None = None) -> None:
    """Show the way to the other analyses; they look from the same day."""
    nav = parts.tag("nav").classes("tv-ways")
    nav._props["aria-label"] = visit.say("place-analyses")
    with nav:
        for name, needs in LISTED:
            if visit.may(needs):
                link = parts.link(visit.say(f"analyses-title-{name}"), address_of(visit, name))
                if name == here:
                    link.props("aria-current=page")


async def _firm(visit: Visit) -> str | None:
    """Return the name of the firm whose key the address holds; None where it holds a name, or none."""
    key = visit.query.get("company")
    if not key or not _KEY.fullmatch(key):
        return None
    try:
        return str((await visit.api.get(f"/companies/{key}"))["name"])
    except Refused:  # a name that looks like a key
        return None


def view_fields(visit: Visit, form: AddressForm, rules: Mapping[str, Any]) -> None:
    """Add the fields of where one looks from: the day, the disease and the rule set."""
    form.day("as_of", label=visit.say("as-of"))
    diseases = {rule["disease"] for rule in rules["rules"]} | {visit.query.get("disease")}
    names = {one: one for one in sorted(one for one in diseases if one)}
    if len(names) > 1:
        form.choice("disease", names, label=visit.word("disease"), default=_BY_DISEASE)
    titles = {rule["id"]: visit.both(rule["title"]) for rule in rules["rules"]}
    form.choice("rules", {"": visit.say("analyses-rules-by-day"), **titles}, label=visit.word("rules"))


def _seen_from(visit: Visit, document: Mapping[str, Any], rules: Mapping[str, Any]) -> None:
    """Say from which day, of which disease and by which rule set an answer is."""
    title = next(
        (visit.both(one["title"]) for one in rules["rules"] if one["id"] == document["rules"]), document["rules"]
    )
    with parts.tag("p").classes("tv-small"):
        seen = visit.say("analyses-seen", day=parts.dmy(document["as_of"]), disease=document["disease"])
        parts.text("span", f"{seen} · {visit.word('rules')}: ")
        parts.link(title, f"/rules/{document['rules']}")
        if document["known_at"]:
            known = visit.say("analyses-known-at", at=parts.moment(document["known_at"]))
            parts.text("span", f" · {known}")


def may_open(visit: Visit, path: str, permission: Permission) -> dict[str, str]:
    """Return the link of a cell, nothing for who may not follow it."""
    return {"to": path} if visit.may(permission) else {}
