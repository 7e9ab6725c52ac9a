"""Companies: a name has one key however its legal form is abbreviated; a tax code has 10 digits, a branch's 10-3."""

import re
from functools import cache

from graph.model.keys import fold, slug
from loaders.values.text import cell_text

_FORMS = (
    (r"^c\.?\s*ty\b|^cty\b|^ct\b(?=\s+(tnhh|cp|co phan))", "cong ty"),
    (r"^ctcp\b|^cong ty cp\b", "cong ty co phan"),
    (r"\btrach nhiem huu han\b|\bt\.n\.h\.h\b", "tnhh"),
    (r"\bmot thanh vien\b|\b1 thanh vien\b|\b1tv\b|\b1 tv\b", "mtv"),
    (r"\bhai thanh vien\b", "2tv"),
    (r"\bco phan\b", "co phan"),
    (r"\bdoanh nghiep tu nhan\b", "dntn"),
    (r"\bhop tac xa\b", "htx"),
    (r"\bviet nam\b|\bvn\b", "viet nam"),
)
_TAX = re.compile(r"(?<!\d)(\d{10})(?:\s*-\s*(\d{3}))?(?!\d)")


def company_name(text: str) -> str:
    """Return a company's name in one line."""
    return " ".join(cell_text(text).split()).strip(" .:;,-")


@cache
def company_slug(text: str) -> str:
    """Return a company's key: its folded name with the legal form normalised.

    >>> company_slug("CTY TNHH ABC") == company_slug("Công ty trách nhiệm hữu hạn ABC") == "cong-ty-tnhh-abc"
    True
    """
    folded = " ".join(re.sub(r"[\s,;:()\"'“”\-–/]+", " ", fold(company_name(text))).split())
    for pattern, form in _FORMS:
        folded = re.sub(pattern, form, folded)
    return slug(folded)


def tax_code(text: str) -> str | None:
    """Return the tax code in a text.

    >>> tax_code("Mã số thuế: 2400123456-001")
    '2400123456-001'
    """
    match = _TAX.search(cell_text(text))
    if match is None:
        return None
    return f"{match[1]}-{match[2]}" if match[2] else match[1]
