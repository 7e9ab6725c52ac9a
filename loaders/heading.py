"""What stands above the table: whose workers these are, and of which day."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from graph.model.keys import fold
from loaders.reading.sheets import Sheet
from loaders.values.companies import company_name, tax_code
from loaders.values.days import read_day
from loaders.values.text import Cell, cell_text, is_empty

_LABEL = re.compile(
    r"^\s*(?:tên\s+)?(?:công\s*ty|doanh\s*nghiệp|đơn\s*vị|cơ\s*sở|company(?:\s+name)?)\s*[:：]\s*(.*)$",
    re.IGNORECASE | re.DOTALL,
)
_FIRM = re.compile(r"^(cong ty|cty|c\.ty|doanh nghiep|dntn|tap doan|xi nghiep|hop tac xa|htx|chi nhanh)\b")
_NAMES = re.compile(r"\s+[/|]\s+|\n")
_DATED = re.compile(r"\b(ngay|tinh den|cap nhat|thoi diem|as of|date)\b")
_DAY = re.compile(r"(\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{2,4}|\d{4}-\d{2}-\d{2})")
_DAY_WORDS = re.compile(r"ngay\s+(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+(\d{4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The company's name, tax code and the file's date, as far as they are there."""

    company: str | None = None
    tax_code: str | None = None
    as_of: date | None = None


def read_heading(sheet: Sheet, rows: int, *, today: date) -> Heading:
    """Read the rows above the titles."""
    company, code, day = None, None, None
    for row in sheet.rows[:rows]:
        cells = [cell for cell in row if not is_empty(cell)]
        company = company or _company(cells)
        code = code or _tax_code(cells)
        day = day or _date(cells, today)
    return Heading(company=company, tax_code=code, as_of=day)


def _company(cells: Sequence[Cell]) -> str | None:
    texts = [cell_text(cell) for cell in cells]
    for index, text in enumerate(texts):
        if match := _LABEL.match(text):
            value = match[1].strip() or (texts[index + 1] if index + 1 < len(texts) else "")
            if value:
                return company_name(_before_tax_code(value))
    # "Samkwang Vina Co., Ltd / Công ty TNHH Samkwang Vina": the Vietnamese name is the registered one.
    for text in [*texts, *(part.strip() for one in texts for part in _NAMES.split(one)[1:])]:
        if _FIRM.match(fold(text)) and len(text.split()) > 2:
            return company_name(_before_tax_code(text))
    return None


def _before_tax_code(text: str) -> str:
    return re.split(r"[\n;]|[-–(,]?\s*(?:MST|Mã số thuế)\b", text, maxsplit=1, flags=re.IGNORECASE)[0].strip(" -–(,")


def _tax_code(cells: Iterable[Cell]) -> str | None:
    texts = [cell_text(cell) for cell in cells]
    for index, text in enumerate(texts):
        if re.search(r"\b(mst|ma so thue|tax code)\b", fold(text)):
            return tax_code(text) or (tax_code(texts[index + 1]) if index + 1 < len(texts) else None)
    return None


def _date(cells: Sequence[Cell], today: date) -> date | None:
    labelled = any(isinstance(cell, str) and _DATED.search(fold(cell)) for cell in cells)
    for cell in cells:
        if isinstance(cell, datetime | date) and labelled:
            return read_day(cell, as_of=today).value
        if isinstance(cell, str):
            words = _DAY_WORDS.search(fold(cell))
            if words:
                return read_day("/".join(words.groups()), as_of=today).value
            if labelled and (found := _DAY.search(cell)):
                return read_day(found[1], as_of=today).value
    return None
