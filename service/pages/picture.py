"""The picture: a case's groups on its days with how many were there, opened into people on demand, and the days."""

from collections.abc import Mapping
from typing import Any

from nicegui import ui

from service.accounts.roles import Permission
from service.pages import parts
from service.pages.colours import CASE, FONT, PERSON, SETTINGS
from service.pages.page import page
from service.pages.timeline import Lane, Timeline
from service.pages.visit import Visit

_DATES = ("onset", "sampled", "confirmed", "isolated")
#: Diameters in pixels: of people, and of groups from the smallest to the largest.
_PERSON, _CENTRE, _SMALL, _LARGE = 15, 34, 26, 66


@page("/picture", title="picture-title", needs=(Permission.CONTACTS,))
async def picture(visit: Visit) -> None:
    """Who was around a case, or around a person on some days."""
    query = visit.query
    case = query.get("case")
    if not case and not query.get("who"):
        parts.empty(visit.say("picture-nobody"))
        parts.link(visit.say("place-find"), "/find").classes("tv-button tv-main")
        return
    path = f"/cases/{case}/neighbourhood" if case else f"/workers/{query['who']}/neighbourhood"
    asked = {name: query.get(name) for name in ("as_of", "known_at", "rules", "from", "to")}
    document = await visit.api.get(path, **asked, open=visit.lists.get("open"))
    marks = await visit.api.get(f"/cases/{document['centre']['case']}") if document["centre"]["case"] else {}
    _about(visit, document)
    chart = ui.echart(options(document), on_point_click=lambda event: _pressed(visit, document, event.data))
    chart.classes("tv-picture")
    chart._props["aria-label"] = visit.say("picture-label")
    chart._props["role"] = "img"
    _legend(visit, document)
    _groups(visit, document)
    _days(visit, document, marks)


def _about(visit: Visit, document: Mapping[str, Any]) -> None:
    centre = document["centre"]
    who, window = centre["person"], centre["window"]
    parts.text(
        "p",
        visit.say(
            "picture-of",
            name=who["name"] or who["key"],
            first=parts.dmy(window["from"]),
            last=parts.dmy(window["to"]),
            people=document["people"],
            groups=len(document["groups"]),
            cases=document["cases"],
        ),
    )
    parts.note(visit.say("picture-how"))
    if document["left_out"]:
        left = visit.say("picture-left-out", count=document["left_out"], limit=document["limit"])
        parts.text("p", left).classes("tv-wrong")
    with parts.tag("div").classes("tv-actions"):
        parts.link(visit.say("person-open"), f"/people/{who['key']}").classes("tv-button")
        if visit.may(Permission.TRACE):
            of = {"case": centre["case"]} if centre["case"] else {"who": who["key"]}
            trace = visit.address("/trace", **of, as_of=visit.query.get("as_of"))
            parts.link(visit.say("picture-contacts"), trace).classes("tv-button")


def _toggled(visit: Visit, key: str) -> str:
    """Return the address of the picture with a group opened, or folded again."""
    opened = visit.lists.get("open", [])
    rest = [one for one in opened if one != key]
    return visit.address(None, **{**visit.lists, "open": rest if key in opened else [*opened, key]})


def _pressed(visit: Visit, document: Mapping[str, Any], data: Any) -> None:
    key = data.get("id") if isinstance(data, dict) else None
    if any(group["key"] == key for group in document["groups"]):
        ui.navigate.to(_toggled(visit, str(key)))
    elif any(one["person"]["key"] == key for one in document["persons"]):
        ui.navigate.to(f"/people/{key}")


def options(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the picture as ECharts draws it: https://echarts.apache.org/en/option.html#series-graph."""
    centre = document["centre"]["person"]
    most = max((group["people"] for group in document["groups"]), default=1)
    nodes = [
        {
            "id": centre["key"],
            "name": centre["name"] or centre["key"],
            "symbolSize": _CENTRE,
            "value": 1,  # NiceGUI tells no press on a point without a value
            "itemStyle": _style(CASE.color if document["centre"]["case"] else PERSON.color, "#16202b"),
            "label": {"show": True, "fontWeight": "bold"},
        }
    ]
    for group in document["groups"]:
        style = SETTINGS[group["setting"]]
        count = f"{group['people']} · {group['cases']} F0" if group["cases"] else str(group["people"])
        nodes.append(
            {
                "id": group["key"],
                "name": f"{_short(group['name'] or group['key'])} ({count})",
                "symbol": "roundRect",
                "value": group["people"],
                "symbolSize": _SMALL + (_LARGE - _SMALL) * (group["people"] / most) ** 0.5,
                "itemStyle": _style(style.color, CASE.color if group["cases"] else style.border),
                "label": {"show": True},
            }
        )
    for one in document["persons"]:
        nodes.append(
            {
                "id": one["person"]["key"],
                "name": one["person"]["name"] or one["person"]["key"],
                "symbolSize": _PERSON,
                "value": 1,
                "itemStyle": _style((CASE if one["case"] else PERSON).color, PERSON.border),
                "label": {"show": len(document["persons"]) <= 60, "fontSize": 11},
            }
        )
    edges = [
        {
            "source": edge["source"],
            "target": edge["target"],
            "lineStyle": {"type": "dashed" if edge["relation"] == "part_of" else "solid"},
        }
        for edge in document["edges"]
    ]
    return {
        "animation": False,
        "tooltip": {"formatter": "{b}"},
        "series": [
            {
                "type": "graph",
                "layout": "force",
                "roam": True,
                "data": nodes,
                "links": edges,
                "label": {
                    "position": "bottom",
                    "color": "#16202b",
                    "fontSize": 13,
                    "fontFamily": FONT,
                    "backgroundColor": "rgba(255, 255, 255, 0.85)",  # over the lines
                    "padding": [1, 3],
                },
                "lineStyle": {"color": "#6b7681", "width": 1.2},
                "force": {
                    "initLayout": "circular",
                    "layoutAnimation": False,
                    "repulsion": 420 if len(nodes) < 80 else 90,
                    "edgeLength": [60, 190],
                    "gravity": 0.08,
                },
            }
        ],
    }


def _style(color: str, border: str) -> dict[str, Any]:
    return {"color": color, "borderColor": border, "borderWidth": 2}


def _short(name: str) -> str:
    return name if len(name) <= 28 else f"{name[:27]}…"


def _legend(visit: Visit, document: Mapping[str, Any]) -> None:
    with parts.tag("div").classes("tv-legend"):
        for setting in dict.fromkeys(group["setting"] for group in document["groups"]):
            parts.chip(visit.word(setting), f"setting tv-setting-{setting}")


def _groups(visit: Visit, document: Mapping[str, Any]) -> None:
    days = {edge["target"]: edge for edge in document["edges"] if edge["source"] == document["centre"]["person"]["key"]}
    parts.text("h2", visit.say("picture-groups"))
    parts.Table(
        visit,
        [
            {"name": "name", "label": visit.heading("group"), "sort": True},
            {"name": "people", "label": visit.heading("people"), "align": "right", "sort": True},
            {"name": "cases", "label": visit.heading("cases"), "align": "right", "sort": True},
            {"name": "days", "label": visit.say("picture-days"), "align": "right"},
            {"name": "open", "label": ""},
        ],
        [
            {
                "key": group["key"],
                "name": {"text": group["name"] or group["key"], "note": visit.word(group["setting"])},
                "people": group["people"],
                "cases": group["cases"],
                "days": days.get(group["key"], {}).get("days"),
                "open": {
                    "text": visit.say("picture-fold" if group["open"] else "picture-expand"),
                    "to": _toggled(visit, group["key"]),
                },
            }
            for group in document["groups"]
        ],
        caption=visit.say("picture-groups"),
    )


def _days(visit: Visit, document: Mapping[str, Any], marks: Mapping[str, Any]) -> None:
    """When each was where: the person in the middle, then who was opened."""
    names = {one["person"]["key"]: one["person"]["name"] or one["person"]["key"] for one in document["persons"]}
    centre = document["centre"]["person"]
    names[centre["key"]] = centre["name"] or centre["key"]
    groups = {group["key"]: group for group in document["groups"]}
    lanes = [
        Lane(
            label=names[edge["source"]],
            tone=groups[edge["target"]]["setting"],
            since=edge["from"],
            until=edge["to"],
            note=groups[edge["target"]]["name"] or "",
            to=f"/people/{edge['source']}",
        )
        for edge in document["edges"]
        if edge["relation"] == "member" and edge["source"] in names and edge["target"] in groups
    ]
    lanes.sort(key=lambda lane: (lane.label != names[centre["key"]], lane.note, lane.label))
    if lanes:
        window = document["centre"]["window"]
        parts.text("h2", visit.say("picture-people") if document["persons"] else visit.say("picture-days"))
        Timeline(
            visit,
            lanes,
            first=window["from"],
            last=window["to"],
            caption=visit.say("picture-days"),
            marks={visit.word(name): marks.get(name) for name in _DATES},
        )
