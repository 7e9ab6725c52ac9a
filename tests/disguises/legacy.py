"""Vietnamese text as the fonts before Unicode wrote it."""

import unicodedata

from loaders.values.legacy import _TCVN3, _VNI_LETTERS, _VNI_MARKS

_TO_TCVN3 = {letter: sign for sign, letter in _TCVN3.items()}
_TO_VNI_LETTER = {letter: sign for sign, letter in _VNI_LETTERS.items()}
_TO_VNI_MARK = {marks: sign for sign, marks in _VNI_MARKS.items() if sign.islower()}


def tcvn3(text: str) -> str:
    """Return a text as a TCVN3 (ABC) font needs it; letters without a sign there stay."""
    return "".join(_TO_TCVN3.get(letter, letter) for letter in text)


def vni(text: str) -> str:
    """Return a text as a VNI font needs it: a vowel, then one sign for its mark and tone; ì and í are their own."""
    found = []
    for letter in text:
        if letter in "ìíÌÍ":
            found.append(letter)
            continue
        if letter in _TO_VNI_LETTER:
            found.append(_TO_VNI_LETTER[letter])
            continue
        base, marks = _apart(letter)
        found.append(base + (_TO_VNI_MARK[marks] if marks else ""))
    return "".join(found)


def _apart(letter: str) -> tuple[str, str]:
    """Return a letter's base as VNI has it, and its marks in the order of the table."""
    signs = unicodedata.normalize("NFD", letter)
    if len(signs) > 1 and signs[1] == "\u031b":  # the horn of ơ and ư is part of the base
        return _TO_VNI_LETTER[unicodedata.normalize("NFC", signs[:2])], signs[2:]
    order = {"\u0302": 0, "\u0306": 0}
    return signs[0], "".join(sorted(signs[1:], key=lambda sign: order.get(sign, 1)))
