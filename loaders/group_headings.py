"""Heading rows in a table ("I. PHÂN XƯỞNG MAY 1"): without a column of it, they name the rows' workshop or team."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from graph.model.keys import fold
from loaders.values.text import Cell, cell_text, is_empty

_NUMBERED = re.compile(r"^\s*(?:[IVXLC]+|[A-Za-z]|\d+)\s*[.):\-–]\s+")
_COUNTED = re.compile(r"\s*(?:[:：]|[(:]\s*\d+\s*(?:người|công nhân|cn|lđ|lao động)?\s*\)?)\s*$", re.IGNORECASE)
_WORKSHOP = re.compile(
    r"^((phan xuong|px|xuong|bo phan|bp|phong ban|phong|khoi|ban|nha may)\b.|(kho|van phong|nha an|bep an|bao ve)\b)"
)
_TEAM = re.compile(r"^(to|chuyen|day chuyen|nhom|line|team)\b.")


@dataclass(frozen=True, slots=True)
class GroupHeading:
    """What a heading row names."""

    setting: Literal["workshop", "team"]
    name: str


def group_heading(row: Sequence[Cell]) -> GroupHeading | None:
    """Return the workshop or team that a heading row names; None where it names neither.

    >>> group_heading(["I. PHÂN XƯỞNG MAY 1", "", ""])
    GroupHeading(setting='workshop', name='PHÂN XƯỞNG MAY 1')
    >>> group_heading(["", "2) Tổ 5 (25 người)"])
    GroupHeading(setting='team', name='Tổ 5')
    """
    texts = [cell_text(cell) for cell in row if not is_empty(cell)]
    # A number may stand in a column of its own; several texts are titles once more.
    if len(texts) == 2 and re.fullmatch(r"[IVXLC]+|[A-Z]|\d+(?:\.0)?", texts[0].strip(" .)")):
        texts = texts[1:]
    if len(texts) != 1:
        return None
    name = _COUNTED.sub("", _NUMBERED.sub("", " ".join(texts[0].split()))).strip()
    if _WORKSHOP.match(fold(name)):
        return GroupHeading("workshop", name)
    return GroupHeading("team", name) if _TEAM.match(fold(name)) else None
