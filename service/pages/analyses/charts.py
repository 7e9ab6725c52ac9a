"""Charts. The numbers of each stand beside it in a table too, so that a chart is a picture with a name."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from nicegui import ui

from service.pages import parts
from service.pages.colours import FONT
from service.pages.visit import Visit

#: At least 3:1 on white, as WCAG asks of what carries a meaning.
BAR, OTHER_BAR, ENDS, INK, LINE = "#0b4f8a", "#b45309", "#16202b", "#4a5764", "#d5dbe1"
_ROW_PIXELS, _FRAME_PIXELS, _COLUMN_PIXELS = 38, 60, 260
#: How wide names beside bars are: on a desk, and on a phone.
_NAME_PIXELS, _PHONE_PIXELS, _PHONE = 300, 130, 520
#: So many bars are read at a glance; the table has the rest.
MOST_BARS = 20
_TEXT = {"color": ENDS, "fontSize": 13, "fontFamily": FONT}


def _chart(options: Mapping[str, Any], *, label: str, height: int) -> None:
    told = {"animation": False, "textStyle": _TEXT, **options}
    with parts.tag("div").classes("tv-chart"):
        chart = ui.echart(told, renderer="svg").style(f"height: {height}px").props("role=img")
        chart._props["aria-label"] = label


def _axis(**more: Any) -> dict[str, Any]:
    label = {"color": ENDS, **more.pop("axisLabel", {})}
    return {"axisLabel": label, "nameTextStyle": {"color": INK}, "splitLine": {"lineStyle": {"color": LINE}}, **more}


def _columns(names: Sequence[str], series: Sequence[Mapping[str, Any]], *, label: str, across: str, up: str) -> None:
    several = len(series) > 1
    _chart(
        {
            "grid": {"left": 44, "right": 16, "top": 52 if several else 30, "bottom": 46},
            "legend": {"show": several, "top": 0, "left": 0},
            "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}},
            "xAxis": _axis(type="category", data=list(names), name=across, nameLocation="middle", nameGap=28),
            "yAxis": _axis(type="value", name=up, minInterval=1, nameTextStyle={"align": "left", "color": INK}),
            "series": [
                {"type": "bar", "barCategoryGap": "12%", "itemStyle": {"color": color}, **one}
                for one, color in zip(series, (BAR, OTHER_BAR), strict=False)
            ],
        },
        label=label,
        height=_COLUMN_PIXELS,
    )


def curve(visit: Visit, counts: Sequence[Mapping[str, Any]], *, label: str) -> None:
    """Show an epidemic curve: cases by the day on which they fell ill; days without a case have their place too."""
    if not counts:
        return
    by_day = {date.fromisoformat(one["on"]): one["cases"] for one in counts}
    first, last = min(by_day), max(by_day)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    cases = {"name": visit.word("cases"), "data": [by_day.get(day, 0) for day in days]}
    names = [day.strftime("%d/%m") for day in days]
    _columns(names, [cases], label=label, across=visit.say("analyses-fell-ill"), up=visit.word("cases"))
    with parts.tag("details").classes("tv-numbers"):
        parts.text("summary", visit.say("analyses-numbers"))
        parts.Table(
            visit,
            [
                {"name": "on", "label": visit.word("on")},
                {"name": "cases", "label": visit.word("cases"), "align": "right"},
            ],
            [{"key": str(day), "on": parts.dmy(day), "cases": by_day.get(day, 0)} for day in days],
            caption=label,
        )


def histogram(names: Sequence[str], series: Mapping[str, Sequence[float]], *, label: str, across: str, up: str) -> None:
    """Show columns of one or two series over the same names."""
    _columns(
        names, [{"name": name, "data": list(data)} for name, data in series.items()], label=label, across=across, up=up
    )


def bars(
    visit: Visit,
    names: Sequence[str],
    values: Sequence[tuple[float, float, float]],
    *,
    label: str,
    measure: str,
) -> None:
    """Show bars with intervals, the first on top. ``values``: value, lower and upper end of each."""
    names, values = list(names[:MOST_BARS]), list(values[:MOST_BARS])
    if not names:
        return
    shown = [[round(end, 2) for end in one] for one in values]
    # A box plot of which the box is the value itself: its whiskers are the ends.
    whiskers = [[low, value, value, value, high] for value, low, high in shown]
    _chart(
        {
            "grid": {"left": 8, "right": 20, "top": 10, "bottom": 28, "containLabel": True},
            "tooltip": {"trigger": "item", "confine": True},
            "xAxis": _axis(type="value", name=measure, nameLocation="middle", nameGap=26, min=0),
            "yAxis": _axis(
                type="category",
                data=names,
                inverse=True,
                axisTick={"show": False},
                axisLabel={"width": _NAME_PIXELS, "overflow": "truncate", "interval": 0, "lineHeight": 16},
            ),
            "series": [
                {
                    "type": "bar", "name": measure, "data": [one[0] for one in shown], "barWidth": "58%",
                    "itemStyle": {"color": BAR},
                },
                {
                    "type": "boxplot", "data": whiskers, "boxWidth": ["20%", "36%"], "silent": True,
                    "itemStyle": {"color": ENDS, "borderColor": OTHER_BAR, "borderWidth": 2},
                    "tooltip": {"show": False},
                },
            ],
            "media": [
                {"query": {"maxWidth": _PHONE}, "option": {"yAxis": {"axisLabel": {"width": _PHONE_PIXELS}}}},
                {"option": {"yAxis": {"axisLabel": {"width": _NAME_PIXELS}}}},
            ],
        },
        label=label,
        height=_FRAME_PIXELS + _ROW_PIXELS * len(names),
    )  # fmt: skip
    parts.note(visit.say("analyses-whiskers"))
