"""Heading rows in a table ("I. PHÂN XƯỞNG MAY 1"): without a column of it, they name the rows' workshop or team."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from loaders.values.text import Cell, cell_text, is_empty
from loaders.wording import Wording, is_person

#: What numbers a group in a cell of its own: "II", "I.1", "A", "3".
ORDINAL = re.compile(r"(?:[IVXLC]+|[A-Z]|\d+)(?:\.\d+)*")
_NUMBERED = re.compile(
    r"^\s*(?:[*+•\-–]+\s*|(?:[IVXLC]+|[A-Za-z]|\d+)(?:\.\d+)+\.?\s+|(?:[IVXLC]+|[A-Za-z]|\d+)(?:\.\d+)*\s*[.):\-–]\s+)"
)
_PEOPLE = r"(?:người|công nhân|cn|lđ|lao động|nv|nhân viên)"
_COUNTED = re.compile(
    rf"\s*(?:[:：]|[(:：]\s*\d+\s*{_PEOPLE}?\s*\)?|\(\s*\d+\s*{_PEOPLE}[^)]*\)|[-–]?\s*\d+\s*{_PEOPLE}"
    r"|\(\s*(?:tổ trưởng|trưởng chuyền|chuyền trưởng|quản lý)[^)]*\))\s*$",
    re.IGNORECASE,
)
_COUNT = re.compile(rf"\(?(?:(?:sl|ts|số lượng|sĩ số|tổng(?: số)?)\s*[:：]?\s*)?\d+\s*{_PEOPLE}?\)?", re.IGNORECASE)
_WORKSHOP = Wording(
    r"(phân xưởng|px|xưởng|bộ phận|bp|phòng ban|phòng(?! trọ)|khối|ban|nhà máy|workshop)(?![a-zà-ỹđ])(?! ?$).|"
    r"(kho|văn phòng|vp|nhà ăn|bếp ăn|bảo vệ)\b"
)
_TEAM = Wording(r"(tổ(?! trưởng| phó)|chuyền(?! trưởng)|dây chuyền|nhóm|đội(?! trưởng)|line|team)(?![a-zà-ỹđ])(?! ?$).")
#: In a sheet's name: "P. Kỹ thuật", "X.Hoàn thiện".
_SHORT = re.compile(r"(?:P|X|PB)\.\s*[^\W\d_]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class GroupHeading:
    """What a heading row names."""

    setting: Literal["workshop", "team"]
    name: str


def group_heading(row: Sequence[Cell]) -> GroupHeading | None:
    """Return the workshop or team that a heading row names; None where it names neither.

    >>> group_heading(["I. PHÂN XƯỞNG MAY 1", "", ""])
    GroupHeading(setting='workshop', name='PHÂN XƯỞNG MAY 1')
    >>> group_heading(["I.2", "", "Tổ 5 (25 người)"])
    GroupHeading(setting='team', name='Tổ 5')
    """
    text = heading_text(row)
    if text is None:
        return None
    name = _NUMBERED.sub("", text)
    while (short := _COUNTED.sub("", name).strip()) != name:
        name = short
    if is_person(name):
        return None
    if _WORKSHOP.starts(name):
        return GroupHeading("workshop", name)
    return GroupHeading("team", name) if _TEAM.starts(name) else None


def heading_text(row: Sequence[Cell]) -> str | None:
    """Return a row's only text, besides its number and the count of people; None where there are several."""
    texts = [" ".join(cell_text(cell).split()) for cell in row if not is_empty(cell)]
    if not texts or len(texts) > 3:
        return None
    # A number may stand in a column of its own; several texts are titles once more.
    if len(texts) > 1 and ORDINAL.fullmatch(texts[0].strip(" .)")):
        texts = texts[1:]
    texts = texts[:1] + [text for text in texts[1:] if not _COUNT.fullmatch(text)]
    return texts[0] if len(texts) == 1 else None


def sheet_group(name: str) -> GroupHeading | None:
    """Return the workshop or team that a sheet's name means, where it says that it is one.

    >>> sheet_group("PX May 1 (120 người)").name, sheet_group("Tổ 5").setting, sheet_group("Sheet1")
    ('PX May 1', 'team', None)
    """
    bare = " ".join(name.split())
    found = group_heading([bare])
    if found is None and _SHORT.match(bare):
        return GroupHeading("workshop", _COUNTED.sub("", bare).strip())
    return found
