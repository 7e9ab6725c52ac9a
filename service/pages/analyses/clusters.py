"""Clusters: where cases hang together."""

from typing import Any
from urllib.parse import quote

from service.pages import parts
from service.pages.analyses import cells
from service.pages.analyses.asked import address_of
from service.pages.analyses.skeleton import analysis, got
from service.pages.visit import Visit


@analysis("clusters", ask=got("clusters"))
async def clusters(visit: Visit, document: Any) -> None:
    """All clusters, the largest first."""
    counts = {"cases": document["cases"], "clusters": document["total"], "alone": document["alone"]}
    parts.text("p", visit.say("analyses-clusters-line", **counts, undated=document["undated"]))
    if not document["total"]:
        parts.empty(visit.say("analyses-no-clusters"))
        return
    parts.Table(
        visit,
        cells.worded(visit, "cluster", "size", "state", "first", "last", "growth", "index", numbers=("size", "growth")),
        [
            {
                "key": one["key"],
                "cluster": {"text": one["name"], "to": address_of(visit, f"clusters/{quote(one['key'], safe='')}")},
                "size": one["size"],
                "state": {
                    "text": visit.word("active" if one["active"] else "closed"),
                    "tone": "wrong" if one["active"] else "good",
                },
                "first": cells.day(one["first"]),
                "last": cells.day(one["last"]),
                "growth": {
                    "text": f"{one['growth']['before']} → {one['growth']['last']}",
                    "sort": one["growth"]["last"],
                },
                "index": cells.case(visit, one["index"]["key"], one["index"]["person"]),
            }
            for one in document["clusters"]
        ],
        caption=visit.say("analyses-title-clusters"),
    )
