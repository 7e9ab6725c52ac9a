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
#: A unit of a firm is none, whatever it is called by: "Đơn vị: Xưởng may số 3".
_UNIT = re.compile(r"^(xuong|phan xuong|px|to|chuyen|bo phan|phong|ban|khoi|nha may|doi)\b")
#: A legal form without a name; the name stands in the row below.
_FORM = re.compile(
    r"(cong ty|cty|c\.ty|tnhh|mtv|mot thanh vien|1 thanh vien|hai thanh vien|co phan|cp|trach nhiem huu han"
    r"|doanh nghiep|tu nhan|dntn|tap doan|xi nghiep|hop tac xa|htx|chi nhanh|\s)+"
)
_NAMES = re.compile(r"\s+[/|]\s+|\n")
#: Where a name ends: at the tax code, the address, the phone.
_BEHIND = re.compile(
    r"[\n;]|[-–(,.]?\s*\b(?:MST|Mã số thuế|Địa chỉ)\b|[-–(,.]?\s*\b(?:Đ/c|ĐC|Trụ sở|Điện thoại|ĐT|SĐT|Tel)\s*[:：]"
    r"|\s*[-–(,]\s*(?:KCN|khu công nghiệp|CCN|cụm công nghiệp|lô|đường|thôn|xã|phường|huyện|thị trấn|tỉnh)\b",
    re.IGNORECASE,
)
_DATED = re.compile(r"\b(ngay|tinh den|cap nhat|thoi diem|as of|date)\b")
_DAY = (
    r"(?:\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{2,4}|\d{4}-\d{2}-\d{2}"
    r"|ngay\s+\d{1,2}\s+thang\s+\d{1,2}\s+nam\s+\d{4})"
)
_ANY_DAY = re.compile(_DAY)
#: The file's own day: when it was made, or until when it holds.
_OWN_DAY = re.compile(
    rf"\b(?:ngay (?:lap|bao cao|cap nhat|in|gui|ky)|(?:lap|bao cao|in|gui) ngay|tinh den|den (?:het )?ngay|cap nhat"
    rf"|thoi diem|as of|date)\b[^\d]{{0,25}}?(?:\d{{1,2}} ?(?:h|gio|:) ?\d{{0,2}}\D{{0,12}}?)?({_DAY})"
)
_OWN = re.compile(r"\b(ngay (lap|bao cao|cap nhat|in|gui)|tinh den|cap nhat|thoi diem|as of|date)\b")
#: Whose day is another paper's: the form's legal base, a licence.
_OTHERS_DAY = re.compile(
    r"\b(kem theo|ban hanh|cong van|cv so|quyet dinh|qd|can cu|thong tu|nghi dinh|chi thi|giay phep|cap ngay|dkkd"
    r"|gcn)\b"
)
_BETWEEN = re.compile(r"tu (?:ngay )?.{3,12}? den")
_DAY_WORDS = re.compile(r"ngay\s+(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+(\d{4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The company's name, tax code and the file's date, as far as they are there."""

    company: str | None = None
    tax_code: str | None = None
    as_of: date | None = None


def read_heading(sheet: Sheet, rows: int, *, today: date) -> Heading:
    """Read the rows above the titles."""
    above = [list(row) for row in sheet.rows[:rows]]
    cells = [[cell for cell in row if not is_empty(cell)] for row in above]
    days = sorted(
        (found for row in cells if (found := _date(row, today)) is not None), key=lambda found: not found[0]
    )  # the file's own day before any other; of several the uppermost
    return Heading(
        company=_company(above),
        tax_code=next((code for row in cells if (code := _tax_code(row))), None),
        as_of=days[0][1] if days else None,
    )


def _company(rows: Sequence[Sequence[Cell]]) -> str | None:
    """Return the firm's name: what is called so, or begins with a legal form; a mere unit only if there is no other."""
    unit = None
    for index, row in enumerate(rows):
        texts = [cell_text(cell) if not is_empty(cell) else "" for cell in row]
        below = rows[index + 1] if index + 1 < len(rows) else ()
        found = _labelled(texts) or _firm(texts, below)
        if found is None:
            continue
        if not _UNIT.match(fold(found)):
            return found
        unit = unit or found
    return unit


def _labelled(texts: Sequence[str]) -> str | None:
    filled = [text for text in texts if text]
    for index, text in enumerate(filled):
        if match := _LABEL.match(text):
            value = match[1].strip() or (filled[index + 1] if index + 1 < len(filled) else "")
            if value:
                return company_name(_name_alone(value))
    return None


def _firm(texts: Sequence[str], below: Sequence[Cell]) -> str | None:
    # "Samkwang Vina Co., Ltd / Công ty TNHH Samkwang Vina": the Vietnamese name is the registered one.
    for text in [*texts, *(part.strip() for one in texts for part in _NAMES.split(one)[1:])]:
        if _FIRM.match(fold(text)) and len(text.split()) > 2 and not _FORM.fullmatch(fold(text)):
            return company_name(_name_alone(text))
    for column, text in enumerate(texts):
        if text and _FORM.fullmatch(fold(text)) and _FIRM.match(fold(text)):
            rest = cell_text(below[column]) if column < len(below) and isinstance(below[column], str) else ""
            if _may_be_name(rest):
                return company_name(f"{text} {_name_alone(rest)}")
    return None


def _may_be_name(text: str) -> bool:
    """Tell whether what stands below a bare legal form is the name that belongs to it."""
    bare = fold(text)
    return (
        bool(bare) and not any(sign.isdigit() for sign in bare) and ":" not in bare and not bare.startswith("danh sach")
    )


def _name_alone(text: str) -> str:
    return _BEHIND.split(text, maxsplit=1)[0].strip(" -–(,")


def _tax_code(cells: Iterable[Cell]) -> str | None:
    texts = [cell_text(cell) for cell in cells]
    for index, text in enumerate(texts):
        if re.search(r"\b(mst|ma so thue|tax code)\b", fold(text)):
            return tax_code(text) or (tax_code(texts[index + 1]) if index + 1 < len(texts) else None)
    return None


def _date(cells: Sequence[Cell], today: date) -> tuple[bool, date] | None:
    """Return the day that a row tells, and whether it is called the file's own."""
    texts = [fold(cell_text(cell)) for cell in cells if isinstance(cell, str)]
    labels = [text for text in texts if _DATED.search(text) and (not _OTHERS_DAY.search(text) or _OWN_DAY.search(text))]
    own = any(_OWN.search(text) for text in labels)
    for cell in cells:
        if isinstance(cell, datetime | date) and labels:
            found = (own, cell_text(cell))
        elif isinstance(cell, str) and (told := _day_in(fold(cell_text(cell)), labelled=bool(labels))):
            found = (own or told[0], told[1])
        else:
            continue
        day = read_day(found[1], as_of=today).value
        if day is not None:
            return found[0], day
    return None


def _day_in(text: str, *, labelled: bool) -> tuple[bool, str] | None:
    """Return the day in a text as it is written, and whether it is called the file's own."""
    if own := _OWN_DAY.search(text):
        return True, _plain(own[1])
    if _OTHERS_DAY.search(text):
        return None
    days = _ANY_DAY.findall(text)
    if not days or not (labelled or _DAY_WORDS.search(text)):
        return None
    return False, _plain(days[-1] if _BETWEEN.search(text) else days[0])


def _plain(day: str) -> str:
    words = _DAY_WORDS.search(day)
    return "/".join(words.groups()) if words else day
