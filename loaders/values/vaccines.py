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
_NONE = frozenset({"chuatiem", "khong", "0", "no", "none", "chua"})


def read_vaccine(cell: Cell) -> Read[str | None]:
    """Return a vaccine's usual name; an unknown one as written.

    >>> read_vaccine("Astra Zeneca").value, read_vaccine("chưa tiêm").value
    ('AstraZeneca', None)
    """
    if is_empty(cell):
        return Read(None)
    text = cell_text(cell)
    bare = re.sub(r"[^a-z0-9]", "", fold(text))
    if bare in _NONE:
        return Read(None)
    if bare in _NAMES:
        return Read(_NAMES[bare])
    for word in re.split(r"[^a-z0-9]+", fold(text)):
        if word in _NAMES:
            return Read(_NAMES[word])
    return Read(text, (Note("vaccine-unknown", text),))
