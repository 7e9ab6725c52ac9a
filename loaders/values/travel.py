"""Means of travel: a plate, a bus's route, or something that nobody shares (plates: shared/vietnam.md 2.3)."""

import re

from graph.model.keys import fold
from loaders.findings import Note
from loaders.rows import Travel, VehicleKind
from loaders.values.read import Read
from loaders.values.text import Cell, cell_text, is_empty

_PLATE = re.compile(
    r"(?<![0-9A-ZĐ])(?P<province>\d{2})\s*[-. ]?\s*"
    r"(?P<series>LD|DA|KT|NG|QT|NN|CV|CD|TĐ|MĐ|[A-ZĐ]{2}|[A-ZĐ]\d|[A-ZĐ])"
    r"\s*[-. /_]?\s*(?P<number>\d{3}\s*[. \-]?\s*\d{2}|\d{4})(?!\d)"
)
#: A car's or bus's plate has one letter and, since 2010, five digits.
_WIDE_PLATE = re.compile(
    r"(?<![0-9A-ZĐ])(?P<province>\d{2})\s*[-. ]?\s*(?P<series>[A-ZĐ])\s*[-. /_]?\s*(?P<number>\d{3}[. \-]?\d{2})(?!\d)"
)
_MOTORBIKE = re.compile(r"\b(xe may|moto|mo to|xm|honda|wave|vision|air blade|xe may dien|xe dien|motorbike)\b")
_CAR = re.compile(r"\b(o to|oto|xe con|taxi|car|xe hoi|xe ban tai)\b")
_BUS = re.compile(
    r"\b(xe ca|xe dua don|dua don|dua ruoc|xe don|xe cong ty|xe buyt|xe khach|bus|xe tuyen|xe cty|xe to)\b"
)
_ROUTE = re.compile(
    r"\b(?:so|tuyen|bus|xe ca|xe dua don|xe cong ty|xe cty)\s*(?:so|tuyen|:)?\s*([a-z]?\d{1,3}[a-z]?)\b"
)
_NAMED_ROUTE = re.compile(r"(?:tuyến|route)\s*(?:xe\b)?\s*:?\s*(.+)$", re.IGNORECASE)
_BARE_ROUTE = re.compile(r"(?:(?:xe )?so|xe) 0*([a-z]?[1-9]\d{0,2}[a-z]?)")
_NUMBER = re.compile(r"0*([1-9]\d{0,2})")
_EDGES = " .-–()"
_ON_OWN = re.compile(
    r"^(di bo|bo|walking|xe dap( dien)?|dap xe|di cung .*|di nho .*|cho di|khong( co)?( xe)?|tu tuc|tu di|"
    r"nguoi nha .*|chong .*|vo .*|bo .*|xe om|grab|xe may|xe dien|xe may dien|moto|phuong tien ca nhan|ca nhan|"
    r"xe may ca nhan|xe ca nhan|tu tuc di lai|o noi tru|o ky tuc xa|ktx)$"
)
_NEW_MOTORBIKE = re.compile(r"[A-ZĐ]{2}")
_CAR_SERIES = frozenset({"LD", "DA", "KT", "NG", "QT", "NN", "CV", "CD"})


def read_travel(cell: Cell, *, of_routes: bool = False) -> Read[Travel | None]:
    """Return how a worker comes to work. ``of_routes`` tells that the column names the buses' routes.

    >>> read_travel("Xe máy 98B112345").value.plate, read_travel("xe ca số 5").value.route
    ('98B1-123.45', '5')
    """
    if is_empty(cell):
        return Read(None)
    text = " ".join(cell_text(cell).split())
    folded = " ".join(re.sub(r"[^a-z0-9:]+", " ", fold(text)).split())
    if match := _plate(text.upper(), folded):
        return Read(_plated(text, folded, match))
    if _ON_OWN.match(folded):
        return Read(Travel(text=text, on_own=True))
    if (route := _ROUTE.search(folded)) and (_BUS.search(folded) or "tuyen" in folded):
        return Read(Travel(text=text, kind="bus", route=route[1].lstrip("0") or "0"))
    if (named := _NAMED_ROUTE.search(text)) and named[1].strip(_EDGES):
        return Read(Travel(text=text, kind="bus", route=named[1].strip(_EDGES)))
    if bare := _BARE_ROUTE.fullmatch(folded):
        return Read(Travel(text=text, kind="bus", route=bare[1]))
    if _BUS.search(folded):
        return Read(Travel(text=text), (Note("vehicle-unnamed", text),))
    if _MOTORBIKE.search(folded) or (_CAR.search(folded) and "cong ty" not in folded):
        return Read(Travel(text=text, on_own=True))
    if of_routes and folded != "0":
        number = _NUMBER.fullmatch(folded)
        return Read(Travel(text=text, kind="bus", route=number[1] if number else text))
    return Read(Travel(text=text), (Note("vehicle-unclear", text),))


def _plate(text: str, folded: str) -> re.Match[str] | None:
    """Find a plate; "98A12345" is 98A-123.45 of a car, and 98A1-2345 of a motorbike."""
    wide = (_CAR.search(folded) or _BUS.search(folded)) and not _MOTORBIKE.search(folded)
    return (_WIDE_PLATE.search(text) if wide else None) or _PLATE.search(text)


def _plated(text: str, folded: str, match: re.Match[str]) -> Travel:
    series = match["series"]
    digits = re.sub(r"\D", "", match["number"])
    number = f"{digits[:3]}.{digits[3:]}" if len(digits) == 5 else digits
    kind: VehicleKind
    if _MOTORBIKE.search(folded) and series[-1].isdigit():
        kind = "motorbike"  # whatever bus stands beside it
    elif _BUS.search(folded):
        kind = "bus"
    elif _CAR.search(folded):
        kind = "car"
    elif _MOTORBIKE.search(folded) or series[-1].isdigit():
        kind = "motorbike"
    elif _NEW_MOTORBIKE.fullmatch(series) and series not in _CAR_SERIES:
        kind = "motorbike"  # two letters: the motorbikes of 2023 and later
    else:
        kind = "bus" if series == "B" else "car"  # series B: coaches
    return Travel(text=text, kind=kind, plate=f"{match['province']}{series}-{number}")
