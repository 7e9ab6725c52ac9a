"""Charts: valid SVG with bars and lines as high as their values."""

import xml.etree.ElementTree as ET

import pytest

from docs.charts import COLOURS, bars, lines

_SVG = "{http://www.w3.org/2000/svg}"
DAYS = [f"2021-05-{day:02d}" for day in range(1, 5)]


def test_bars_stand_upon_each_other() -> None:
    root = ET.fromstring(bars("A & B", DAYS, {"a": [1, 0, 2, 0], "b": [3, 0, 2, 0]}))
    rects = [one.attrib for one in root.iter(f"{_SVG}rect") if float(one.get("y", "24")) not in (0.0, 24.0)]
    drawn = [(one["fill"], float(one["y"]), float(one["height"])) for one in rects]
    unit = drawn[0][2]
    assert [fill for fill, _, _ in drawn] == [COLOURS[0], COLOURS[1], COLOURS[0], COLOURS[1]]
    assert [round(height / unit, 2) for _, _, height in drawn] == [1, 3, 2, 2]
    assert drawn[1][1] + drawn[1][2] == pytest.approx(drawn[0][1], abs=0.11), "the second stands upon the first"
    texts = [one.text for one in root.iter(f"{_SVG}text")]
    assert texts[:3] == ["A & B", "a", "b"]
    assert "01/05" in texts


def test_lines_go_through_their_values() -> None:
    root = ET.fromstring(lines("x", DAYS, {"a": [0, 1, 2, 4], "b": [0, 0, 0, 0]}))
    one, other = ([tuple(map(float, point.split(","))) for point in line.get("points", "").split()]
                  for line in root.iter(f"{_SVG}polyline"))  # fmt: skip
    low = one[0][1]
    assert [round((low - y) / (low - one[3][1]), 2) for _, y in one] == [0, 0.25, 0.5, 1]
    assert {y for _, y in other} == {low}
    assert [x for x, _ in one] == sorted(x for x, _ in one)


def test_nothing_is_drawn_of_nothing() -> None:
    assert ET.fromstring(bars("x", [], {})) is not None
    assert ET.fromstring(lines("x", DAYS, {"a": [0, 0, 0, 0]})) is not None
