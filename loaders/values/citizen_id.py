"""Citizen IDs: 12 digits PPP C YY RRRRRR, or 9 of the old card (NĐ 137/2015/NĐ-CP, TT 07/2016/TT-BCA)."""

import re

from loaders.findings import Note
from loaders.values.read import Read
from loaders.values.text import Cell, cell_text, is_empty

PROVINCES = frozenset(
    """001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042
    044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 089
    091 092 093 094 095 096""".split()
)
_SEPARATORS = re.compile(r"[\s.\-'’`_]")
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?\s*[eE]\s*\+?\s*\d+")
#: A number among other words, the likeliest first: that of today's card, with a lost zero, that of the old card.
_AMONG_WORDS = tuple(
    re.compile(rf"(?<![\da-z]){number}(?![\da-z])", re.IGNORECASE | re.ASCII)
    for number in (r"\d{12}", r"\d{3}(?:[ .\-]\d{3}){3}", r"\d{11}", r"\d{9}", r"\d{3}(?:[ .\-]\d{3}){2}")
)


def read_citizen_id(cell: Cell, *, birth_year: int | None, sex: str | None) -> Read[str | None]:
    """Return 12 or 9 digits. ``birth_year`` and ``sex`` (female, male) of the row confirm or contradict the number.

    A numeric cell loses leading zeros: 11 digits get one back, 10 get two only where province, year and sex agree.

    >>> read_citizen_id("24095000123", birth_year=1995, sex="male").value
    '024095000123'
    """
    if is_empty(cell):
        return Read(None)
    text = cell_text(cell)
    if isinstance(cell, str) and _ROUNDED.fullmatch(text):
        return Read(None, (Note("citizen-id-digits-lost", text),))
    digits = _digits(text)
    if digits is None:
        return Read(None, (Note("citizen-id-length", text),))
    notes: list[Note] = []
    if len(digits) == 11:
        digits = f"0{digits}"
        notes.append(Note("citizen-id-padded", text, digits))
    elif len(digits) == 10 and _agrees(f"00{digits}", birth_year, sex):
        digits = f"00{digits}"
        notes.append(Note("citizen-id-padded", text, digits))
    if len(digits) not in (9, 12):
        return Read(None, (Note("citizen-id-length", text),))
    if len(digits) == 12:
        notes += _doubts(digits, birth_year, sex)
    return Read(digits, tuple(notes))


def _digits(text: str) -> str | None:
    """Return the digits of a number, of the likeliest one where a cell holds more than a number.

    >>> _digits("024.195.000.123"), _digits("121345678/024195000123"), _digits("CMND: 121345678")
    ('024195000123', '024195000123', '121345678')
    """
    bare = _SEPARATORS.sub("", text)
    if bare.isascii() and bare.isdigit() and len(bare) <= 12:
        return bare
    for pattern in _AMONG_WORDS:
        if match := pattern.search(text):
            return _SEPARATORS.sub("", match[0])
    return None


def _doubts(digits: str, birth_year: int | None, sex: str | None) -> list[Note]:
    notes = []
    if digits[:3] not in PROVINCES:
        notes.append(Note("citizen-id-province", digits, digits[:3]))
    if birth_year is not None and birth_year != year_of(digits):
        notes.append(Note("citizen-id-birth-year", digits, str(year_of(digits))))
    if sex is not None and sex != sex_of(digits):
        notes.append(Note("citizen-id-sex", digits))
    return notes


def _agrees(digits: str, birth_year: int | None, sex: str | None) -> bool:
    known = digits[:3] in PROVINCES and digits[2] != "0"
    return known and birth_year == year_of(digits) and sex == sex_of(digits)


def year_of(digits: str) -> int:
    """Return the birth year in a 12-digit number.

    >>> year_of("024095000123"), year_of("024303000123")
    (1995, 2003)
    """
    return 1900 + 100 * (int(digits[3]) // 2) + int(digits[4:6])


def sex_of(digits: str) -> str:
    """Return the sex in a 12-digit number: an even fourth digit is male."""
    return "female" if int(digits[3]) % 2 else "male"


def valid_citizen_id(digits: str) -> bool:
    """Tell whether a number can join two records: 12 digits of a known province, or 9 of the old card."""
    return digits.isdigit() and (len(digits) == 9 or (len(digits) == 12 and digits[:3] in PROVINCES))
