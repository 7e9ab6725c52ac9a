"""Common source: where some cases were together while they can have been infected."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from nicegui import ui
from nicegui.element import Element

from service.pages import parts
from service.pages.analyses import cells, numbers
from service.pages.analyses.asked import SHOWN, view_of
from service.pages.analyses.skeleton import analysis
from service.pages.exporting import export
from service.pages.visit import Visit

_STATIC = Path(__file__).parent.parent / "static"
#: So many cases the API takes at once.
_LEAST, _MOST = 2, 500
#: So many of the latest cases are offered to choose from.
_OFFERED = 2000
#: So many firms are named below a group.
_NAMED = 2


class CaseChoice(Element, component=_STATIC / "case_choice.js"):
    """Registered cases to tick, narrowed by typing; emits the keys of those that are ticked."""

    def __init__(self, visit: Visit, cases: list[Mapping[str, Any]], chosen: list[str]) -> None:
        super().__init__()
        self._props.update(
            cases=[_offered(one) for one in cases],
            chosen=chosen,
            least=_LEAST,
            most=_MOST,
            terms={
                "narrow": visit.say("analyses-choice-narrow"),
                "list": visit.say("analyses-choice"),
                "chosen": visit.template("analyses-choice-chosen"),
                "none": visit.say("analyses-choice-none"),
                "go": visit.say("analyses-choice-go"),
            },
        )
        self.on("chosen", lambda event: ui.navigate.to(visit.address(None, **view_of(visit), case=event.args)))


def _offered(case: Mapping[str, Any]) -> dict[str, str]:
    person = case["person"]
    about = (
        case["onset"] or case["sampled"] or case["confirmed"],
        person["code"],
        person["company"],
        person["workshop"],
    )
    day, *where = about
    return {
        "key": case["key"],
        "name": person["name"] or person["key"],
        "about": parts.joined(parts.dmy(day), *where),
    }


async def _chosen(visit: Visit) -> list[str]:
    """Return the cases that the address names, one by one or by a cluster."""
    if (cluster := visit.query.get("cluster")) is None:
        return visit.lists.get("case", [])
    document = await visit.api.get(f"/analysis/clusters/{quote(cluster, safe='')}", **view_of(visit))
    return [case["key"] for case in document["cases"]][:_MOST]


async def _asked(visit: Visit) -> Any:
    chosen = await _chosen(visit)
    if len(set(chosen)) < _LEAST:
        return None
    offset = visit.query.get("offset", 0)
    return await visit.api.post(
        "/analysis/common-source", {"cases": chosen, **view_of(visit), "limit": SHOWN, "offset": offset}
    )


@analysis("common-source", ask=_asked, kept=("case", "cluster"))
async def common_source(visit: Visit, document: Any) -> None:
    """The settings that cases shared, each held against chance, and the cases to choose from."""
    if document is None:
        parts.text("h2", visit.say("analyses-choice"))
        await _choice(visit, visit.lists.get("case", []))
        return
    keys = [case["key"] for case in document["cases"]]
    _smallest(visit, document)
    if document["sources"]:
        _sources(visit, document)
    if keys:
        parts.text("h2", visit.say("analyses-cases", count=len(keys)))
        _cases(visit, document)
        export(visit, "/exports/cases", {"cases": keys, **view_of(visit)})
    with parts.tag("details").classes("tv-card tv-export"):
        parts.text("summary", visit.say("analyses-choice-others"))
        await _choice(visit, keys)


def _smallest(visit: Visit, document: Mapping[str, Any]) -> None:
    found, asked = document["smallest_set"], len(document["cases"])
    if not found["sources"]:
        parts.empty(visit.say("analyses-common-none"))
        return
    groups = "; ".join(f"{visit.word(one['setting'])} {one['group']['name']}" for one in found["sources"])
    parts.text("p", visit.say("analyses-common-set", groups=groups, cases=found["cases"], all=asked)).classes(
        "tv-found"
    )


def _sources(visit: Visit, document: Mapping[str, Any]) -> None:
    asked = len(document["cases"])
    firms = {case["key"]: case["person"]["company"] for case in document["cases"]}
    parts.text("p", visit.say("analyses-common-tried", total=document["total"], people=document["people"]))
    parts.Table(
        visit,
        [
            *cells.worded(visit, "group", "cases", "people", "by-chance", numbers=("cases", "people", "by-chance")),
            cells.column("days", visit.word("shared-days")),
        ],
        [
            {
                "key": one["group"]["key"],
                "group": {"text": one["group"]["name"], "note": _where(visit, one, firms)},
                "cases": {"text": f"{one['cases']}/{asked}", "sort": one["cases"]},
                "people": one["people"],
                "by-chance": {"text": numbers.chance(visit, one["chance"]), "sort": one["chance"]},
                "days": cells.days(one["from"], one["to"]),
            }
            for one in document["sources"]
        ],
        caption=visit.say("analyses-title-common-source"),
    )


def _where(visit: Visit, source: Mapping[str, Any], firms: Mapping[str, str | None]) -> str:
    """Return what a group is and of which firms its cases are: many firms have a Workshop 1."""
    named = sorted({firm for key in source["keys"] if (firm := firms[key])})
    more = f" (+{len(named) - _NAMED})" if len(named) > _NAMED else ""
    return " · ".join([visit.word(source["setting"]), *named[:_NAMED]]) + more


def _cases(visit: Visit, document: Mapping[str, Any]) -> None:
    parts.Table(
        visit,
        [*cells.worded(visit, "case"), cells.column("infected", visit.say("analyses-infected-days"))],
        [
            {
                "key": one["key"],
                "case": cells.case(visit, one["key"], one["person"]),
                "infected": cells.days(one["infected"]["from"], one["infected"]["to"]),
            }
            for one in document["cases"]
        ],
        caption=visit.word("cases"),
    )


async def _choice(visit: Visit, chosen: list[str]) -> None:
    found = await visit.api.get("/cases", disease=visit.query.get("disease"), limit=_OFFERED)
    standing = [case for case in found["cases"] if not case["retracted"]]
    if len(standing) < _LEAST:
        parts.empty(visit.say("analyses-choice-few"))
        return
    CaseChoice(visit, standing, chosen)
