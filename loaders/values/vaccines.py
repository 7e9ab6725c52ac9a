"""Vaccines by the names under which they were licensed (shared/vietnam.md, 6)."""

import re

from graph.model.keys import fold
from loaders.findings import Note
from loaders.values.read import Read
from loaders.values.text import Cell, cell_text, is_empty

_ALIASES = {
    "AstraZeneca": "az astra astrazeneca astrazenca astrazeneka vaxzevria covishield",
    "Sputnik V": "sputnik sputnikv gamcovidvac",
    "Janssen": "janssen jansen jj johnsonjohnson johnson",
    "Moderna": "moderna spikevax",
    "Pfizer": "pfizer comirnaty bnt biontech pfizerbiontech phizer",
    "Vero Cell": "vero verocell sinopharm cnbg",
    "Hayat-Vax": "hayatvax hayat",
    "Abdala": "abdala",
    "Covaxin": "covaxin",
    "Covovax": "covovax",
}
_NAMES = {alias: name for name, aliases in _ALIASES.items() for alias in aliases.split()}
_NONE = re.compile(r"(?:chua|khong|hoan|tam hoan|chong chi dinh|mang thai|co thai|ko\b|no\b|none\b|0$)")
_DAY = re.compile(r"(?<!\d)\d{1,2}[/.\-]\d{1,2}[/.\-](?:\d{4}|\d{2})(?!\d)")


def read_vaccine(cell: Cell) -> Read[str | None]:
    """Return a vaccine's usual name; an unknown one as written.

    >>> read_vaccine("Astra Zeneca").value, read_vaccine("chưa tiêm").value
    ('AstraZeneca', None)
    """
    if is_empty(cell):
        return Read(None)
    text = cell_text(cell)
    if is_no_dose(cell):
        return Read(None)
    bare = re.sub(r"[^a-z0-9]", "", fold(text))
    if bare in _NAMES:
        return Read(_NAMES[bare])
    for word in re.split(r"[^a-z0-9]+", fold(text)):
        if word in _NAMES:
            return Read(_NAMES[word])
    return Read(text, (Note("vaccine-unknown", text),))


def is_no_dose(cell: Cell) -> bool:
    """Tell whether a cell says that no dose was given, and perhaps why.

    >>> is_no_dose("Hoãn (mang thai)"), is_no_dose("chưa đủ ĐK"), is_no_dose("AZ")
    (True, True, False)
    """
    return isinstance(cell, str) and _NONE.match(fold(cell_text(cell))) is not None


def vaccine_and_day(cell: Cell) -> tuple[str, str] | None:
    """Part a cell that holds both: "AZ 12/6/2021".

    >>> vaccine_and_day("AZ 12/6/2021"), vaccine_and_day("12/6/2021")
    (('AZ', '12/6/2021'), None)
    """
    text = cell_text(cell) if isinstance(cell, str) else ""
    match = _DAY.search(text)
    if match is None:
        return None
    vaccine = " ".join(f"{text[: match.start()]} {text[match.end() :]}".split()).strip(" ,;:()-–")
    vaccine = re.sub(r"\s*\b(?:ngày|ngay)$", "", vaccine, flags=re.IGNORECASE)
    return (vaccine, match[0]) if any(c.isalpha() for c in vaccine) and read_vaccine(vaccine).notes == () else None
