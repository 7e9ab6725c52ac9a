"""One cluster: its facts, its curve, its cases, and what links them."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from service.accounts.roles import Permission
from service.pages import parts
from service.pages.analyses import cells, charts
from service.pages.analyses.asked import address_of, view_of
from service.pages.analyses.skeleton import analysis
from service.pages.exporting import export
from service.pages.visit import Visit

#: So many links are shown: a cluster of a hundred cases can have a thousand, which a pack holds.
LINKS = 200


async def _asked(visit: Visit) -> Any:
    return await visit.api.get(f"/analysis/clusters/{quote(visit.keys['key'], safe='')}", **view_of(visit))


@analysis("clusters", ask=_asked, path="/analyses/clusters/{key}")
async def cluster(visit: Visit, document: Any) -> None:
    """One cluster, named by any of its cases."""
    with parts.tag("section").classes("tv-card"):
        parts.text("h2", document["name"])
        _facts(visit, document)
        if visit.may(Permission.NAMED_ANALYSES) and document["size"] > 1:
            with parts.tag("div").classes("tv-actions"):
                to = address_of(visit, "common-source", cluster=document["key"])
                parts.link(visit.say("analyses-of-these"), to).classes("tv-button")
    export(visit, "/exports/cluster", {"cluster": document["key"], **view_of(visit)})
    parts.text("h2", visit.say("analyses-curve"))
    charts.curve(visit, document["curve"], label=visit.say("analyses-curve-of", name=document["name"]))
    parts.text("h2", f"{visit.word('cases')}: {document['size']}")
    _cases(visit, document)
    if document["links"]:
        with parts.tag("details").classes("tv-folded"):
            parts.text("summary", visit.say("analyses-links", count=len(document["links"])))
            _links(visit, document)


def _facts(visit: Visit, document: Mapping[str, Any]) -> None:
    with parts.tag("div").classes("tv-counts"):
        parts.text("span", visit.say("analyses-cases", count=document["size"])).classes("tv-count")
        parts.chip(visit.word("active" if document["active"] else "closed"), "wrong" if document["active"] else "good")
    growth, index = document["growth"], document["index"]
    firms = ", ".join(f"{one['company']} ({one['cases']})" for one in document["companies"])
    groups = ", ".join(f"{visit.word(one['setting'])} {one['name']} ({one['cases']})" for one in document["groups"])
    parts.facts(
        [
            (visit.word("first"), parts.dmy(document["first"])),
            (visit.word("last"), parts.dmy(document["last"])),
            (visit.word("growth"), f"{growth['before']} → {growth['last']}"),
            (visit.word("index"), f"{index['person']['name']}, {index['person']['company']}, {parts.dmy(index['on'])}"),
            (visit.say("place-companies"), firms),
            (visit.say("analyses-groups"), groups),
        ]
    )


def _cases(visit: Visit, document: Mapping[str, Any]) -> None:
    parts.Table(
        visit,
        [
            *cells.worded(visit, "on", "case"),
            cells.column("window", visit.say("analyses-window")),
            *cells.worded(visit, "links_in", "links_out", numbers=("links_in", "links_out")),
        ],
        [
            {
                "key": one["key"],
                "on": cells.day(one["anchor"]),
                "case": cells.case(visit, one["key"], one["person"]),
                "window": cells.days(one["window"]["from"], one["window"]["to"]) if one["window"] else "",
                "links_in": one["links_in"],
                "links_out": one["links_out"],
            }
            for one in document["cases"]
        ],
        caption=visit.say("analyses-cases-of", name=document["name"]),
    )


def _links(visit: Visit, document: Mapping[str, Any]) -> None:
    people = {one["key"]: one["person"] for one in document["cases"]}
    parts.Table(
        visit,
        [
            *cells.worded(visit, "from", "to"),
            cells.column("shared", visit.say("contacts-reasons"), sort=False),
            cells.column("days", visit.word("shared-days"), number=True),
        ],
        [
            {
                "key": f"{link['from']} {link['to']}",
                "from": people[link["from"]]["name"],
                "to": people[link["to"]]["name"],
                "shared": "; ".join(
                    f"{visit.word(one['setting'])} {one['group']['name'] or ''}, "
                    f"{cells.days(one['from'], one['to'])['text']}"
                    for one in link["shared"]
                ),
                "days": link["days"],
            }
            for link in document["links"][:LINKS]
        ],
        caption=visit.say("analyses-links-of", name=document["name"]),
    )
    if (more := len(document["links"]) - LINKS) > 0:
        parts.note(visit.say("analyses-links-more", count=more))
