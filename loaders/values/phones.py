"""Phone numbers: 0912345678; the 11-digit mobile numbers of before September 2018 are converted (vietnam.md 2.2)."""

import re

from loaders.findings import Note
from loaders.values.read import Read
from loaders.values.text import Cell, cell_text, is_empty

_OLD = {
    **{f"016{n}": f"03{n}" for n in range(2, 10)},
    "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078",
    "0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082",
    "0186": "056", "0188": "058", "0199": "059",
}  # fmt: skip
_MOBILE = re.compile(r"0[35789]\d{8}")
_LANDLINE = re.compile(r"02\d{8,9}")
#: What stands between two numbers, the surest first: single spaces and dashes stand inside of numbers too.
_SEVERAL = tuple(re.compile(sign) for sign in (r"[;/,\n|&]|\s[-–]\s|\s{2,}|\bhoặc\b|\bvà\b", r"[-–]", r"\s"))


def phone_number(text: str) -> str | None:
    """Return a number in ten digits, None where it is none.

    >>> phone_number("+84 912.345.678"), phone_number("912345678"), phone_number("0168 1234567")
    ('0912345678', '0912345678', '0381234567')
    """
    digits = re.sub(r"[^\d+]", "", text)
    digits = re.sub(r"^(\+|00)", "", digits) if digits.startswith(("+", "0084")) else digits
    if digits.startswith("84") and len(digits) >= 11:
        digits = f"0{digits[2:].removeprefix('0')}"
    if "+" in digits:
        return None
    candidates = [digits] if digits.startswith("0") else [f"0{digits}"]
    for number in candidates:
        if len(number) == 11 and number[:4] in _OLD:
            number = _OLD[number[:4]] + number[4:]
        if _MOBILE.fullmatch(number) or _LANDLINE.fullmatch(number):
            return number
    return None


def read_phone(cell: Cell) -> Read[str | None]:
    """Return the first phone number of a cell.

    >>> read_phone("0912345678-0987654321").value
    '0912345678'
    """
    if is_empty(cell):
        return Read(None)
    text = cell_text(cell)
    if whole := phone_number(text):
        return Read(whole)
    for between in _SEVERAL:
        numbers = [number for part in between.split(text) if (number := phone_number(part))]
        if numbers:
            return Read(numbers[0], (Note("phone-several", text, numbers[0]),))
    return Read(None, (Note("phone-bad", text),))
