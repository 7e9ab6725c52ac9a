"""Which rows of a table are workers, and which are totals, signatures, headings, numbers or the form's example."""

import re
from collections.abc import Mapping, Sequence
from enum import Enum

from loaders.form import NAME_PARTS
from loaders.group_headings import ORDINAL, group_heading
from loaders.values.text import Cell, cell_text, is_empty
from loaders.wording import Wording, is_person

# "Cộng", not "Công ty"; "Tổng: 12", not "Tổng Thị Lan".
_TOTAL = Wording(
    r"[*+\-–]?\s*(?:(?:sub ?|grand )?total\b|t/?c\s*[:：]|trong đó\b"
    r"|(?:tổng|cộng)(?:\s*[:：.]|\s*$|\s+(?:cộng|số|lđ|lao động|công nhân|nhân viên|quân số|mang sang|trang)\b"
    r"|(?!\s*(?:ty|nhân|nghệ|đoàn|an|trình|hòa|hoà)\b).*\d)"
    r"|ấn định danh sách|\(?danh sách (?:này )?(?:có|gồm)\b|bằng chữ\b|số lượng\s*[:：])"
)
_SIGNATURE = Wording(
    r"[*+\-–]?\s*(?:người (?:lập|kiểm tra|duyệt|ký)\b|(?:tổng |phó |p\.? ?|phó tổng )?giám đốc\b|thủ trưởng|xác nhận"
    r"|đại diện\b|k[ýí] tên|\([ký]?(?:ký|kí|đã ký)|nơi nhận\b|kế toán\b|thủ quỹ\b|lập (?:bảng|biểu)\b"
    r"|(?:trưởng|tp\.?|phó) (?:phòng|ban|bộ phận|bcđ|hành chính|hcns|nhân sự)\b|tm\.|t/m\b|chủ tịch\b"
    r"|(?:prepared|approved|checked|reviewed) by\b|(?:kiểm tra|phê duyệt|duyệt)\s*$"
    r"|ngày\b.*\btháng\b.*\bnăm\b|.{2,30}?,? ?ngày [\d.…_ ]+(?:tháng|[/\-.] ?\d))"
)
_REMARK = Wording(r"[*+\-–]?\s*(?:ghi chú|lưu ý)\b")
_NUMBERED = Wording(r"(?:[ivxlc]+|[a-z]|\d+)[.)]\s|[ivxlc]+(?:\.\d+)+\s|\d+(?:\.\d+)+\.?\s")
_NOTE = re.compile(r"[*+•\-–]\s*[^\W\d_]")
#: What is printed again on each page, and names no group.
_PAGE = Wording(
    r"\(?(?:trang|page|danh sách|công ty|cty|cộng h(?:òa|oà)|độc lập|biểu|mẫu (?:số|\d)|phụ lục|tiếp theo|ubnd"
    r"|tên công ty|doanh nghiệp|mst|mã số thuế|đơn vị)\b"
)
_HEADING = Wording(r"(?:khu|phân xưởng|px|xưởng|bộ phận|phòng|tổ|chuyền|dây chuyền)\b")
_EXAMPLE = Wording("ví dụ")
_MARKS = frozenset(
    {"nt", "-nt-", "n/t", '"', "''", '""', "''''", "”", "“", "„", "〃", "″", ",,", "//", "-//-", '-"-', "-〃-", "\\\\",
     "↓", "nhưtrên", "nhutren", "tươngtự", "tuongtu", "ttự"}
)  # fmt: skip
_LONGEST_MARK = 16
#: Of the marks that are words; whatever else begins with a letter or digit is none.
_FIRST_LETTERS = frozenset("nNtT")
#: A lone dash means "as above" here only; elsewhere it means none. So does "tt", which may be "tự túc" elsewhere.
DITTO_COLUMNS = ("workshop", "team")
_GROUP_MARKS = frozenset({"-", "–", "—", "tt"})
_NOTHING = frozenset(
    {"", "?", "??", "???", "n/a", "na", "#n/a", "x", "xx", "0", "không", "khong", "ko", "không có", "…"}
)
#: Who signs fills no more cells than these.
_FEW = 4


class Standing(Enum):
    """What a row is; the values are those of the report's ``skipped``."""

    DATA = "data"
    EMPTY = "empty"
    TOTAL = "total"
    SIGNATURE = "signature"
    HEADING = "heading"
    NUMBER = "number"
    EXAMPLE = "example"
    HOUSEMATE = "housemate"
    UNNAMED = "unnamed"


def standing(row: Sequence[Cell], columns: Mapping[str, int]) -> Standing:
    """Tell what a row below the titles is. A row with a code and a name is a worker, whatever else it says."""
    code = _text(row, columns.get("code"))
    name = next((text for field in ("name", *NAME_PARTS) if (text := _text(row, columns.get(field)))), "")
    if name and _is_code(code):
        return Standing.DATA
    filled = [cell_text(value) for value in row if not is_empty(value)]
    if not filled:
        return Standing.EMPTY
    if len(filled) == 1 and filled[0].isdigit():
        return Standing.NUMBER
    if _EXAMPLE.starts(code):
        return Standing.EXAMPLE
    if code and name and not (_TOTAL.starts(code) or _signed(code, name, len(filled)) or _headed(code, row)):
        return Standing.DATA
    return _other(row, columns, filled, code, name)


def _other(row: Sequence[Cell], columns: Mapping[str, int], filled: Sequence[str], code: str, name: str) -> Standing:
    """Tell what a row is that has no code with a name, or one that only looks so."""
    if _TOTAL.starts(code) or (len(filled) <= 6 and any(_TOTAL.starts(text) for text in filled[:3])):
        return Standing.TOTAL
    if _is_code(code) or (name and filled[0].isdigit()):
        return Standing.DATA
    if len(filled) <= _FEW and (signs(row, columns) or any(_REMARK.starts(text) for text in filled)):
        return Standing.SIGNATURE
    if group_heading(row) is not None or _is_heading(filled, code, name):
        return Standing.HEADING
    if code.endswith((":", "：")) or (len(filled) == 1 and _NOTE.match(filled[0])):
        return Standing.SIGNATURE
    if code or name:
        return Standing.DATA
    return Standing.HEADING if len(filled) <= 2 else Standing.UNNAMED


def _is_code(text: str) -> bool:
    """Tell at a glance what can be nothing but a code: most rows of a large file."""
    return any(sign.isdigit() for sign in text) and not any(sign in " :\n" for sign in text)


def _is_heading(filled: Sequence[str], code: str, name: str) -> bool:
    if len(filled) > 2 or (code and name) or is_person(filled[-1]):
        return False
    first, last = filled[0], filled[-1]
    if _PAGE.starts(first) or _NUMBERED.starts(first) or _HEADING.starts(first):
        return True
    if any(sign.isdigit() for sign in last):
        return False
    if len(filled) == 2:  # "V" | "May mẫu"; a worker's running number is of digits
        return first != code and ORDINAL.fullmatch(first.strip(" .)")) is not None and not first[0].isdigit()
    return bool(code) and " " in code


def _headed(code: str, row: Sequence[Cell]) -> bool:
    """Tell whether a group's number and name happen to stand below code and name: "II" | "Phân xưởng May 2"."""
    return not code[0].isdigit() and ORDINAL.fullmatch(code.strip(" .)")) is not None and group_heading(row) is not None


def _signed(code: str, name: str, filled: int) -> bool:
    """Tell whether those who sign happen to stand below code and name, or a label with what it says."""
    if any(sign.isdigit() for sign in code) or filled > _FEW:
        return False
    return code.endswith((":", "：")) or any(_SIGNATURE.starts(text) for text in (code, name))


def signs(row: Sequence[Cell], columns: Mapping[str, int]) -> bool:
    """Tell whether somebody signs in a row: "Giám đốc", "Người lập". Beside a name "Kế toán" may be a department."""
    name = _text(row, columns.get("name"))
    work = {columns.get(field) for field in ("workshop", "team", "position")} if is_person(name) else set()
    texts = [cell_text(value) for column, value in enumerate(row) if column not in work and not is_empty(value)]
    return any(_SIGNATURE.starts(text) for text in texts)


def may_sign(row: Sequence[Cell], columns: Mapping[str, int]) -> bool:
    """Tell whether below a signature a row is one more: few cells, no running number, and no code that has digits."""
    filled = [cell_text(value) for value in row if not is_empty(value)]
    if len(filled) > _FEW or filled[0].isdigit():
        return False
    return not any(sign.isdigit() for sign in _text(row, columns.get("code")))


def names_a_group(row: Sequence[Cell]) -> bool:
    """Tell whether a heading row may begin another group, known as one or not; what each page repeats does not."""
    texts = [cell_text(value) for value in row if not is_empty(value)]
    return any(any(c.isalpha() for c in text) for text in texts) and not any(_PAGE.starts(text) for text in texts)


def _text(row: Sequence[Cell], column: int | None) -> str:
    if column is None or column >= len(row) or is_empty(row[column]):
        return ""
    return cell_text(row[column])


def is_ditto(value: Cell, column: str) -> bool:
    """Tell whether a cell means "as above"."""
    if not isinstance(value, str) or not value or len(value) > _LONGEST_MARK:
        return False
    if value[0].isalnum() and value[0] not in _FIRST_LETTERS:
        return False
    text = value.replace(" ", "").replace(".", "").lower()
    return text in _MARKS or (column in DITTO_COLUMNS and text in _GROUP_MARKS)


def says_nothing(value: Cell) -> bool:
    """Tell whether what stands for a workshop or team is none: "...", "?", "N/A", "x", "0"."""
    text = cell_text(value).lower()
    return len(text) <= _LONGEST_MARK and text.strip(" ._") in _NOTHING
