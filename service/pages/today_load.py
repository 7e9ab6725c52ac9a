"""The load of the days to come: how many are kept where, and how many tests fall due, as bars and as numbers."""

from collections.abc import Mapping, Sequence
from typing import Any

from nicegui import ui

from service.pages import parts
from service.pages.visit import Visit

_COLORS = {"facility": "#0b4f8a", "home": "#6d9fc9", "tests": "#b3541e"}


def show_load(visit: Visit, load: Sequence[Mapping[str, Any]]) -> None:
    """Show the days to come."""
    heading = visit.say("today-load")
    names = {name: visit.say(f"today-load-{name}") for name in ("facility", "home", "tests", "released")}
    with parts.tag("section").classes("tv-card"):
        parts.text("h2", heading)
        chart = ui.echart(_bars(load, names)).classes("tv-load")
        chart._props["aria-label"] = heading
        chart.props("role=img")
        with parts.tag("details"):
            parts.text("summary", visit.say("today-numbers"))
            parts.Table(
                visit,
                [
                    {"name": "on", "label": visit.say("today-day")},
                    *({"name": name, "label": label, "align": "right"} for name, label in names.items()),
                ],
                [{"key": one["on"], **one, "on": parts.dmy(one["on"])} for one in load],
                caption=heading,
            )


def _bars(load: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "animation": False,
        "color": list(_COLORS.values()),
        "tooltip": {"trigger": "axis"},
        "legend": {"top": 0, "textStyle": {"color": "#16202b"}},
        "grid": {"left": 8, "right": 8, "top": 40, "bottom": 8, "containLabel": True},
        "xAxis": {
            "type": "category",
            "data": [parts.dmy(one["on"])[:5] for one in load],
            "axisLabel": {"color": "#4a5764"},
        },
        "yAxis": {"type": "value", "minInterval": 1, "axisLabel": {"color": "#4a5764"}},
        "series": [
            {
                "name": names[name],
                "type": "bar",
                "stack": "tests" if name == "tests" else "kept",
                "data": [one[name] for one in load],
            }
            for name in _COLORS
        ],
    }
