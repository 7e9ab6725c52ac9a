"""Text of cells: one form of Unicode, one kind of space, numbers without a point, and the legacy encodings.

TCVN3 (ABC) and VNI wrote Vietnamese with other characters' codes; files typed in them still arrive
(shared/vietnam.md, 3). Their tables: TCVN 5712:1993, VSCII-3; VNI-Win.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

Cell = str | float | int | bool | datetime | date | time | timedelta
Encoding = Literal["tcvn3", "vni"]

_SPACES = re.compile(r"[^\S\n]+")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\ufeff\u00ad]")
_DASHES = frozenset({"", "-", "–", "—", "--", "---", "- -"})
_NUMBER = re.compile(r"(\d+)\.0+")
_WESTERN = re.compile("[\u00a1-\u00ff]")

_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô­õøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)
#: In VNI a vowel is followed by one character that carries its mark and tone.
_VNI_MARKS = {
    "ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "à": "\u0302\u0300", "á": "\u0302\u0301",
    "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "ê": "\u0306", "è": "\u0306\u0300", "é": "\u0306\u0301",
    "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_MARKS |= {key.upper(): value for key, value in _VNI_MARKS.items()}
_VNI_LETTERS: Mapping[str, str] = MappingProxyType(
    {"ô": "ơ", "Ô": "Ơ", "ö": "ư", "Ö": "Ư", "ñ": "đ", "Ñ": "Đ", "æ": "ỉ", "Æ": "Ỉ", "ó": "ĩ", "Ó": "Ĩ", "ò": "ị",
     "Ò": "Ị", "î": "ỵ", "Î": "Ỵ"}
)  # fmt: skip


def cell_text(cell: Cell) -> str:
    """Return a cell as text: NFC, single spaces, whole numbers without a point or exponent, dates as dd/mm/yyyy.

    >>> cell_text(123.0), cell_text("123.0"), cell_text(" Tổ\\u00a01  "), cell_text(24095000123.0)
    ('123', '123', 'Tổ 1', '24095000123')
    """
    if isinstance(cell, str):
        return _tidied(cell)
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime | date):
        return f"{cell:%d/%m/%Y}" if cell.year >= 1000 else cell.isoformat()
    return str(cell)


@lru_cache(maxsize=1 << 15)  # a workshop, a vaccine, a house stand in hundreds of rows
def _tidied(written: str) -> str:
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", written)).replace("\r\n", "\n").replace("\r", "\n")
    text = "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n")).strip()
    whole = _NUMBER.fullmatch(text)
    return whole[1] if whole else text


def is_empty(cell: Cell) -> bool:
    """Tell whether a cell holds nothing: blank, or a lone dash."""
    if not isinstance(cell, str) or cell[:1].isalnum():
        return False
    return not cell or _INVISIBLE.sub("", cell).strip() in _DASHES


def legacy_encoding(values: Sequence[str]) -> Encoding | None:
    """Judge by a whole column whether its text is in a legacy encoding.

    A column in which every sign is one of Vietnamese's own is not; else the encoding is taken under which the text
    becomes Vietnamese best.

    >>> legacy_encoding(["NguyÔn V¨n B×nh", "TrÇn ThÞ H¹nh"]), legacy_encoding(["Nhóm 1"])
    ('tcvn3', None)
    """
    text = unicodedata.normalize("NFC", " ".join(values[:400]))
    if not _foreign(text) or _own(text):
        return None
    encodings: tuple[Encoding, ...] = ("tcvn3", "vni")
    best = max(encodings, key=lambda name: _likely(decode_legacy(text, name)))
    return best if _likely(decode_legacy(text, best)) > _likely(text) else None


_SHARED = frozenset("àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ")


def _own(text: str) -> int:
    """Count the letters that only Vietnamese has."""
    return sum("\u1ea0" <= c <= "\u1ef9" or c in "đĐơƠưƯăĂĩĨũŨ" for c in text)


def _foreign(text: str) -> int:
    """Count the signs of Western Europe that no Vietnamese word has."""
    return sum(c not in _SHARED for c in _WESTERN.findall(text))


def _likely(text: str) -> int:
    return 2 * _own(text) + sum(c in _SHARED for c in text) - 4 * _foreign(text)


def decode_legacy(text: str, encoding: str) -> str:
    """Return a text of a legacy encoding in Unicode.

    >>> decode_legacy("NguyÔn V¨n B×nh", "tcvn3"), decode_legacy("Nguyeãn Vaên Bình", "vni")
    ('Nguyễn Văn Bình', 'Nguyễn Văn Bình')
    """
    if encoding == "tcvn3":
        return "".join(_TCVN3.get(c, c) for c in text)
    out: list[str] = []
    for c in unicodedata.normalize("NFC", text):
        if c in _VNI_MARKS and out and out[-1][0] in "aeouyAEOUYơưƠƯ":
            out[-1] += _VNI_MARKS[c]
        else:
            out.append(_VNI_LETTERS.get(c, c))
    return unicodedata.normalize("NFC", "".join(out))
