"""The cell "Người ở cùng": several people, each with what is known of them in any order."""

import re
from datetime import date

from graph.model.keys import fold
from loaders.findings import Note
from loaders.rows import Housemate
from loaders.values.citizen_id import read_citizen_id
from loaders.values.names import read_name
from loaders.values.phones import phone_number
from loaders.values.read import Read
from loaders.values.text import Cell, cell_text, is_empty

_NOBODY = re.compile(
    r"^(o )?(mot minh|1 minh|khong( co)?( ai)?|doc than|gia dinh|nguoi nha|cung gia dinh|o cung gia dinh|none|0|tu do)$"
)
_BETWEEN = re.compile(r"[;\n|]|\s\+\s|\bvà\b|\bva\b(?= [A-ZĐ])|(?<=[\d)])\s*[/]\s*(?=\D)")
_NUMBER = re.compile(r"\+?\d[\d. ]{6,}\d")
_YEAR = re.compile(r"\b(19[2-9]\d|20[0-4]\d)\b")
_BIRTH = re.compile(r"(?:sinh(?: năm)?|sn|ns|nam sinh|năm sinh)\s*[:.]?\s*(?=\d)", re.IGNORECASE)
_LABELS = re.compile(r"\b(sđt|sdt|đt|dt|điện thoại|tel|phone|cccd|cmnd|cmt|căn cước|số)\b\s*[:.]?", re.IGNORECASE)
_DATE = re.compile(r"\b\d{1,2}[/.\-]\d{1,2}[/.\-]((?:19|20)\d{2})\b")
_RELATION = re.compile(
    r"^(?:\d+[.)]\s*)?(?:(?:chồng|vợ|con(?: trai| gái)?|bạn(?: cùng phòng| gái| trai)?|em(?: trai| gái| họ)?|"
    r"anh(?: trai| họ)?|chị(?: gái| họ)?|mẹ|bố|cháu|người yêu|đồng nghiệp)\s*(?::|-|là\b|tên\b)\s*|"
    r"(?:chồng|vợ|con trai|con gái|con|bạn cùng phòng|bạn|em trai|em gái|"
    r"anh trai|chị gái|mẹ|bố|cháu)\s+(?=\S+\s+\S+))",
    re.IGNORECASE,
)


def read_housemates(cell: Cell, *, as_of: date) -> Read[tuple[Housemate, ...]]:
    """Return the people named, in the order of the cell.

    >>> read_housemates("Nguyễn Văn B 1990 0912345678; chồng: Lê C", as_of=date(2021, 6, 1)).value[0].birth_year
    1990
    """
    if is_empty(cell):
        return Read(())
    text = cell_text(cell)
    if _NOBODY.match(" ".join(re.sub(r"[^a-z0-9]+", " ", fold(text)).split())):
        return Read(())
    people, unclear = [], False
    for entry in _entries(text):
        person = _person(entry, as_of)
        if person is None:
            unclear = unclear or not _NOBODY.match(" ".join(fold(entry).split()))
        else:
            people.append(person)
    return Read(tuple(people), (Note("housemate-unclear", text),) if unclear else ())


def _entries(text: str) -> list[str]:
    """Cut a cell into people: a part behind a comma that holds no name belongs to the person before it."""
    entries: list[str] = []
    for part in _BETWEEN.split(text):
        for number, piece in enumerate(part.split(",")):
            bare = _LABELS.sub("", _BIRTH.sub("", piece))
            if number and entries and not re.search(r"[^\W\d_]{2,}", bare):
                entries[-1] += f" {piece}"
            elif piece.strip(" .-"):
                entries.append(piece.strip())
    return entries


def _person(entry: str, as_of: date) -> Housemate | None:
    rest = _RELATION.sub("", entry.strip(" .-"))
    rest = _LABELS.sub(" ", _BIRTH.sub(" ", rest))
    year, phone, citizen_id = None, None, None
    if match := _DATE.search(rest):
        year = int(match[1])
        rest = rest.replace(match[0], " ")
    for match in list(_NUMBER.finditer(rest)):
        for number in _numbers(match[0]):
            digits = re.sub(r"\D", "", number)
            if (found := phone_number(number)) and phone is None and len(digits) != 12:
                phone = found
            elif len(digits) in (9, 12) and citizen_id is None:
                citizen_id = read_citizen_id(digits, birth_year=None, sex=None).value
            elif (only := _YEAR.fullmatch(digits)) and year is None:
                year = int(only[1])
        rest = rest.replace(match[0], " ")
    if (match := _YEAR.search(rest)) and year is None:
        year = int(match[1])
    rest = re.sub(r"[\d()\[\]:_/+]+", " ", rest)
    name = read_name(" ".join(rest.replace("-", " ").split()).strip(" ,.")).value
    if name is None or len(name) < 2:
        return None
    usable = year if year is not None and 1900 < year <= as_of.year else None
    return Housemate(name=name, birth_year=usable, citizen_id=citizen_id, phone=phone)


def _numbers(text: str) -> list[str]:
    """Part numbers that stand side by side: "1990 0912 345 678" is a year and a phone.

    >>> _numbers("1990 0912 345 678")
    ['1990', '0912 345 678']
    """
    return _parted(text.split()) or [text]


def _parted(words: list[str]) -> list[str] | None:
    if not words:
        return []
    for count in range(1, len(words) + 1):
        number = " ".join(words[:count])
        digits = re.sub(r"\D", "", number)
        whole = _YEAR.fullmatch(digits) or len(digits) in (9, 10, 11, 12)
        if whole and (rest := _parted(words[count:])) is not None:
            return [number, *rest]
    return None
