"""The cell "Người ở cùng": several people, each with what is known of them in any order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from graph.model.keys import fold
from loaders.findings import Note
from loaders.rows import Housemate
from loaders.values.citizen_id import read_citizen_id
from loaders.values.days import read_birth
from loaders.values.housemate_entries import born_in_two_digits, entries, is_code, is_relation, without_labels
from loaders.values.names import read_name
from loaders.values.phones import phone_number
from loaders.values.read import Read
from loaders.values.text import Cell, cell_text, is_empty

_NOBODY = re.compile(
    r"(?:hien |dang |song )*(?:o |cung )*"
    r"(?:mot minh|1 minh|minh|khong(?: (?:co|o|o cung|song cung|cung))?(?: (?:ai|nguoi nao))?|ko|k|doc than|gia dinh|"
    r"nguoi nha|ca nha|none|no|0|x|tu do)"
)
#: Somebody, but nobody who is named.
_UNNAMED = re.compile(
    r"(?:o |cung |voi |va |song )*"
    r"(?:nguoi|ca nha|(?:gia dinh|nha)(?: (?:chong|vo|rieng|nguoi))*|nguoi (?:nha|khac|la|quen|cung phong|thue)|"
    r"(?:nhieu|may) nguoi|chua (?:ro|biet|co|khai bao)|khong (?:ro|biet|nho)|nhu tren|phong|p|phong tro|tuoi|ma|cn|nv|"
    r"cong nhan|cung phong|cung cong ty)"
)
#: Couples of relations in one breath: bố mẹ are two.
_COUPLE = re.compile(r"(bố|vợ|chồng|ông)\s+(?:và\s+)?(mẹ|con|bà)", re.IGNORECASE)
_NUMBER = re.compile(r"\+?\d[\d. ]{6,}\d")
_YEAR = re.compile(r"\b(19[2-9]\d|20[0-4]\d)\b")
_DATE = re.compile(r"\b\d{1,2}[/.\-]\d{1,2}[/.\-](?:(?:19|20)\d{2}|\d{2})\b")
_AGE = re.compile(r"\b\d{1,2}\s*(?:tuổi|tuoi|tháng tuổi)\b", re.IGNORECASE)
_CODES = re.compile(r"\b(?:mã\s*(?:số|nv|cn)?\s*:?\s*)?[a-z]{1,5}[-.]?\d{2,}\b", re.IGNORECASE)
_LOOSE_DASH = re.compile(r"(?<!\w)-|-(?!\w)")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]?")
_RELATION = re.compile(
    r"^(?:\d+[.)]\s*)?(?:(?:chồng|vợ|con(?: trai| gái)?|bạn(?: cùng phòng| gái| trai)?|em(?: trai| gái| họ)?|"
    r"anh(?: trai| họ)?|chị(?: gái| họ)?|mẹ|bố|cháu(?: họ)?|người yêu|đồng nghiệp)\s*(?::|-|là\b|tên\b)\s*|"
    r"(?:chồng|vợ|con trai|con gái|con|bạn cùng phòng|bạn|em trai|em gái|"
    r"anh trai|chị gái|mẹ|bố|cháu họ|cháu)\s+(?=\S+\s+\S+))",
    re.IGNORECASE,
)
#: A longer name may be two people's.
_LONGEST_NAME = 5
#: Nobody has more numbers side by side, in the groups in which they are written.
_MOST_NUMBERS = 16
#: Words behind a name that are no part of it.
_NO_NAME = frozenset("cùng với vợ chồng người tuổi nhà là".split())

T = TypeVar("T")


def read_housemates(cell: Cell, *, as_of: date) -> Read[tuple[Housemate, ...]]:
    """Return the people named, in the order of the cell.

    >>> read_housemates("Nguyễn Văn B 1990 0912345678; chồng: Lê C", as_of=date(2021, 6, 1)).value[0].birth_year
    1990
    """
    if is_empty(cell):
        return Read(())
    text = cell_text(cell)
    if _NOBODY.fullmatch(_words(text)):
        return Read(())
    people: list[Housemate] = []
    unclear = False
    for entry in entries(_COUPLE.sub(r"\1; \2", text)):
        said = _Said.of(entry, as_of)
        people += said.people
        unclear = unclear or said.unclear
    return Read(tuple(people), (Note("housemate-unclear", text),) if unclear else ())


def _words(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", fold(text)).split())


@dataclass(slots=True)
class _Said:
    """What one entry says of a person."""

    years: list[int] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    citizen_ids: list[str] = field(default_factory=list)
    name: str | None = None
    nobody: bool = False

    @staticmethod
    def of(entry: str, as_of: date) -> "_Said":
        """Read an entry."""
        said = _Said()
        rest = said._take_numbers(_AGE.sub(" ", entry), as_of)
        said._take_name(_RELATION.sub("", rest.strip(" .-")))
        said.years = [year for year in dict.fromkeys(said.years) if 1900 < year <= as_of.year]
        return said

    @property
    def people(self) -> list[Housemate]:
        """The person, if there is one."""
        if self.name is None:
            return []
        year, phone, citizen_id = _first(self.years), _first(self.phones), _first(self.citizen_ids)
        return [Housemate(name=self.name, birth_year=year, citizen_id=citizen_id, phone=phone)]

    @property
    def unclear(self) -> bool:
        """Tell whether somebody may be meant whom nothing was made of: without a name, or two in one entry."""
        if self.name is None:
            return not self.nobody
        several = max(len(self.years), len(set(self.phones)), len(set(self.citizen_ids))) > 1
        words = self.name.lower().split()
        return several or len(words) > _LONGEST_NAME or not _NO_NAME.isdisjoint(words[1:])

    def _take_numbers(self, entry: str, as_of: date) -> str:
        """Take years and numbers out of an entry, and return the rest."""
        short, rest = born_in_two_digits(entry)
        if short:
            self._take_birth(f"1/1/{short}", as_of)
        rest = without_labels(rest)
        for match in list(_DATE.finditer(rest)):
            self._take_birth(match[0], as_of)
            rest = rest.replace(match[0], " ")
        for match in list(_NUMBER.finditer(rest)):
            for number in _numbers(match[0]):
                self._take_number(number)
            rest = rest.replace(match[0], " ")
        self.years += [int(year) for year in _YEAR.findall(rest)]
        return rest

    def _take_birth(self, text: str, as_of: date) -> None:
        year = read_birth(text, as_of=as_of).value[1]
        if year is not None:
            self.years.append(year)

    def _take_number(self, number: str) -> None:
        digits = re.sub(r"\D", "", number)
        if (found := phone_number(number)) and len(digits) != 12:
            self.phones.append(found)
        elif len(digits) in (9, 12):
            citizen_id = read_citizen_id(digits, birth_year=None, sex=None).value
            self.citizen_ids += [citizen_id] if citizen_id else []
        elif only := _YEAR.fullmatch(digits):
            self.years.append(int(only[1]))

    def _take_name(self, rest: str) -> None:
        if not _has_letters(rest) or is_code(rest):
            return
        outside = _BRACKETS.sub(" ", rest)
        inside = " ".join(_BRACKETS.findall(rest))
        if not _has_letters(outside) or (is_relation(outside) and _has_letters(inside)):
            outside = inside
        bare = re.sub(r"[\d()\[\]:_/+]+", " ", _CODES.sub(" ", outside))
        name = read_name(" ".join(_LOOSE_DASH.sub(" ", bare).split()).strip(" ,.–—*•")).value
        if name is None or len(name) < 2:
            return
        words = _words(name)
        self.nobody = _NOBODY.fullmatch(words) is not None
        if not self.nobody and not _UNNAMED.fullmatch(words):
            self.name = name


def _first(some: Sequence[T]) -> T | None:
    return some[0] if some else None


def _has_letters(text: str) -> bool:
    return any(c.isalpha() for c in text)


def _numbers(text: str) -> list[str]:
    """Part numbers that stand side by side: "1990 0912 345 678" is a year and a phone.

    >>> _numbers("1990 0912 345 678")
    ['1990', '0912 345 678']
    """
    words = text.split()
    return (_parted(words) if len(words) <= _MOST_NUMBERS else None) or [text]


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
