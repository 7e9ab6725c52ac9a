"""What a workbook says, once read: the values that reading and parsing hand to reconciling.

Nothing here knows of the graph. ``None`` is unknown: the cell was empty, or what it held could not be used (then a
finding says so and ``WorkerRow.filled`` still names the field).

What is made several times for each worker is not frozen, here and in reconciling: a frozen dataclass costs three times
as much to make, which was a tenth of a province's import. Nobody writes to them either.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from loaders.findings import Finding

Sex = Literal["female", "male"]
VehicleKind = Literal["bus", "car", "motorbike"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A place to live, parsed: each part as written, without its filler word (P., nhà trọ, thôn, xã).

    ``dormitory`` tells that the house is a firm's or public dormitory (KTX) rather than a lodging house, ``of_firm``
    that nothing but the firm tells the house from others ("KTX công ty", "tòa A"), or that none is named.
    """

    text: str
    room: str = ""
    house: str = ""
    village: str = ""
    commune: str = ""
    dormitory: bool = False
    of_firm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Housemate:
    """A person named in the cell "Người ở cùng"."""

    name: str
    birth_year: int | None = None
    citizen_id: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Travel:
    """How a worker comes to work.

    A vehicle that others can share has a ``kind`` and a ``plate`` (98B-123.45) or, for the firm's bus, a ``route``.
    With neither, ``on_own`` tells "walks, or rides along with somebody" (no shared vehicle, and known to be so) from
    "xe công ty" without a number (which vehicle is unknown).
    """

    text: str
    kind: VehicleKind | None = None
    plate: str | None = None
    route: str | None = None
    on_own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """One vaccination: ``number`` is 1, 2 or 3; date and vaccine may each be unknown."""

    number: int
    day: date | None = None
    vaccine: str | None = None


@dataclass(slots=True, kw_only=True)  # not frozen: see loaders/rows.py
class WorkerRow:
    """One row of the roster that is kept. ``row`` counts as the spreadsheet does, from 1.

    ``filled`` holds the names of the fields (workbook.md's column "field") whose cells were not empty.
    ``since``, ``residence_since``, ``vehicle_since`` and ``left`` are what the cells hold, future days included.
    """

    sheet: str
    row: int
    code: str
    name: str
    birth_date: date | None = None
    birth_year: int | None = None
    sex: Sex | None = None
    citizen_id: str | None = None
    phone: str | None = None
    home_address: str | None = None
    workshop: str | None = None
    team: str | None = None
    shift: str | None = None
    position: str | None = None
    since: date | None = None
    residence: Address | None = None
    residence_since: date | None = None
    housemates: tuple[Housemate, ...] = ()
    travel: Travel | None = None
    vehicle_since: date | None = None
    doses: tuple[Dose, ...] = ()
    left: date | None = None
    filled: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedRow:
    """A data row that is not kept; its code, if it has one, still tells that the worker is on the roster."""

    sheet: str
    row: int
    code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedRow:
    """A row that is no data row. ``why`` is one of: total, signature, number, heading, example, housemate (of the row
    above), unnamed."""

    sheet: str
    row: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnRead:
    """What a column was taken for. ``column`` counts from 1; ``field`` is None where it was not read.

    ``source`` is title (known), map (said by a person), remembered (said before) or guess (a slip in a known title).
    """

    sheet: str
    column: int
    title: str
    field: str | None
    confidence: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """One firm's workbook, parsed.

    ``company`` and ``tax_code`` are what the file says (heading, else column), ``as_of`` is the date in its heading.
    ``columns`` maps each recognised field to the title as written; ``read`` has every column of every sheet;
    ``signatures`` are those of the headers, ``recalled`` the keys of the mappings that were remembered and used.
    ``unread_sheets`` names sheets that hold workers
    but could not be read: then nobody may be taken to have left.
    """

    file: str
    content_hash: str
    company: str | None
    tax_code: str | None
    as_of: date | None
    rows: tuple[WorkerRow, ...]
    rejected: tuple[RejectedRow, ...] = ()
    skipped: tuple[SkippedRow, ...] = ()
    findings: tuple[Finding, ...] = ()
    columns: dict[str, str] = field(default_factory=dict)
    read: tuple[ColumnRead, ...] = ()
    signatures: tuple[str, ...] = ()
    recalled: tuple[str, ...] = ()
    unread_sheets: tuple[str, ...] = ()
