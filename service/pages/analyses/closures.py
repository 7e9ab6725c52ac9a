"""Closures: which teams and workshops of a firm to stop, and what would be if chosen ones were stopped or split."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from nicegui import ui

from service.pages import parts
from service.pages.analyses import cells, numbers
from service.pages.analyses.address_form import AddressForm
from service.pages.analyses.asked import part_of, view_of
from service.pages.analyses.leaks import infected_firms
from service.pages.analyses.skeleton import analysis
from service.pages.analyses.what_if import MEASURES, measured, what_if
from service.pages.background import in_background
from service.pages.visit import Visit

_SHARES = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


def _fields(visit: Visit, form: AddressForm) -> None:
    form.firm(hint=visit.say("analyses-firm-hint"))
    shares = {f"{share:g}": parts.percent(share) for share in _SHARES}
    form.choice("share", shares, label=visit.say("analyses-share"), default="0.8")
    form.number("days", label=visit.say("analyses-days-ahead"), default=14, least=1, most=60)


async def _asked(visit: Visit) -> Any:
    """Ask for advice on the firm; where none is named, which firms have cases."""
    names = ("company", "share", "days")
    asked = {name: visit.query[name] for name in names if visit.query.get(name)}
    if not asked.get("company"):
        found = await visit.api.get("/analysis/leaks", **view_of(visit), limit=1)
        return {name: value for name, value in found.items() if name != "total"}  # of firms that are joined
    return await in_background(
        visit, "GET", "/analysis/closures/advise", query={**view_of(visit), **asked, **part_of(visit)}
    )


@analysis("closures", ask=_asked, fields=_fields, kept=MEASURES)
async def closures(visit: Visit, document: Any) -> None:
    """Advice for a firm, and what the chosen measures would do."""
    if any(visit.lists.get(name) for name in MEASURES):
        with parts.tag("section").classes("tv-card"):
            parts.text("h2", visit.say("analyses-what-if"))
            parts.later(visit, partial(what_if, visit))
    if "advice" in document:
        _advice(visit, document)
    else:
        parts.note(visit.say("analyses-choose-firm"))
        if document["infected"]:
            infected_firms(visit, document["infected"])
        else:
            parts.empty(visit.say("analyses-no-infected"))


def _advice(visit: Visit, document: Mapping[str, Any]) -> None:
    advice = document["advice"]
    with parts.tag("section").classes("tv-card"):
        parts.text("h2", visit.say("analyses-advice", firms=", ".join(one["name"] for one in document["companies"])))
        parts.text(
            "p",
            visit.say(
                "analyses-advice-risk",
                first=parts.dmy(document["from"]),
                last=parts.dmy(document["to"]),
                workers=document["workers"],
                at_risk=document["at_risk"],
                risk=numbers.decimal(visit, document["risk"], 2),
            ),
        )
        if not advice["stop"]:
            parts.empty(visit.say("analyses-advice-none"))
            return
        _stops(visit, advice)
        parts.note(visit.say("analyses-basis", source=document["source"]))
    parts.text("h2", visit.say("analyses-units"))
    _units(visit, document)
    assumed(visit, document["assumptions"])


def _stops(visit: Visit, advice: Mapping[str, Any]) -> None:
    idled, share = advice["workers_idled"], numbers.share(visit, advice["share"])
    parts.text("p", visit.say("analyses-advice-line", idled=idled, share=share)).classes("tv-count")
    with parts.tag("ul"):
        for one in advice["stop"]:
            where = " · ".join(one["group"]["in"][:-1])
            told = f"{visit.word(one['setting'])} {one['group']['name']}{f' ({where})' if where else ''}"
            parts.text("li", visit.say("analyses-stop-one", group=told, people=one["workers"]))
    how = "analyses-advice-exact" if advice["exact"] else "analyses-advice-greedy"
    times = numbers.decimal(visit, advice["at_most_times_the_fewest"], 2)
    parts.note(visit.say(how, least=advice["workers_at_least"], times=times))
    keys = [one["group"]["key"] for one in advice["stop"]]
    if visit.lists.get("stop") != keys:
        parts.link(visit.say("analyses-try-advice"), measured(visit, stop=keys, split=[])).classes("tv-button tv-main")


def _units(visit: Visit, document: Mapping[str, Any]) -> None:
    chosen = {name: visit.lists.get(name, []) for name in MEASURES}

    def act(name: str, key: str) -> None:
        others = {one: [other for other in keys if other != key] for one, keys in chosen.items()}
        if name in others:
            others[name].append(key)
        ui.navigate.to(measured(visit, **others))

    def acts(one: Mapping[str, Any]) -> list[dict[str, str]]:
        key = one["group"]["key"]
        offered = [name for name in MEASURES if key not in chosen[name]]
        if one["setting"] == "company":
            offered = [name for name in offered if name == "stop"]
        if len(offered) < len(MEASURES) and any(key in keys for keys in chosen.values()):
            offered.append("leave")
        return [{"name": name, "label": visit.say(f"analyses-act-{name}")} for name in offered]

    parts.Table(
        visit,
        [
            *cells.worded(visit, "group", "workers", "risk", numbers=("workers", "risk")),
            cells.column("share", visit.say("analyses-share-of-risk"), number=True),
            cells.column("acts", visit.say("analyses-try"), sort=False),
        ],
        [
            {
                "key": one["group"]["key"],
                "group": cells.group(visit, one["group"], one["setting"]),
                "workers": one["workers"],
                "risk": {"text": numbers.decimal(visit, one["risk"], 2), "sort": one["risk"]},
                "share": {"text": numbers.share(visit, one["share"]), "sort": one["share"]},
                "acts": {"text": "", "acts": acts(one)},
            }
            for one in document["units"]
        ],
        caption=visit.say("analyses-units"),
        on_act=act,
    )


def assumed(visit: Visit, assumptions: Mapping[str, Any]) -> None:
    """Show what the calculation takes for granted."""
    rates = assumptions["daily_rates"]
    told = ", ".join(f"{visit.word(name)} {numbers.decimal(visit, rate * 100, 2)} %" for name, rate in rates.items())
    with parts.tag("section").classes("tv-card"):
        parts.text("h2", visit.say("analyses-assumed"))
        parts.facts(
            [
                (visit.say("analyses-latent"), assumptions["latent_days"]),
                (visit.say("analyses-incubation"), numbers.decimal(visit, assumptions["incubation_median"], 2)),
                (visit.say("analyses-delay"), numbers.decimal(visit, assumptions["delay_days"], 0)),
                (visit.say("analyses-daily-rates"), told),
                (visit.word("source"), assumptions["source"]),
            ]
        )
