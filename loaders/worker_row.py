"""One data row: every field read by its own reader, every note placed in its cell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from graph.model.keys import fold
from loaders.findings import Finding, Note, finding
from loaders.form import RESIDENCE_PARTS, title_of
from loaders.rows import Dose, WorkerRow
from loaders.values.addresses import read_address
from loaders.values.citizen_id import read_citizen_id
from loaders.values.codes import read_code
from loaders.values.days import read_birth, read_day
from loaders.values.housemates import read_housemates
from loaders.values.names import read_name
from loaders.values.phones import read_phone
from loaders.values.read import Read
from loaders.values.sex import read_sex
from loaders.values.text import Cell, cell_text, is_empty
from loaders.values.travel import read_travel
from loaders.values.vaccines import is_no_dose, read_vaccine, vaccine_and_day

#: A list names those who begin in the next weeks.
_SOON = timedelta(days=31)

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    """A row as read: None where it is rejected; its code, if any, still tells who is on the roster."""

    row: WorkerRow | None
    code: str | None
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Cells:
    """A row's filled cells by field, and what has been noticed about them so far."""

    cells: dict[str, Cell]
    sheet: str
    row: int
    titles: Mapping[str, str]
    findings: list[Finding] = field(default_factory=list)

    def get(self, name: str) -> Cell:
        return self.cells.get(name, "")

    def text(self, name: str) -> str | None:
        return cell_text(self.get(name)) or None

    def name_of(self, name: str) -> str | None:
        """Return the name of a group; without a letter or digit it is none."""
        text = self.text(name)
        return text if text is not None and any(c.isalnum() for c in text) else None

    @property
    def is_of_routes(self) -> bool:
        """Tell whether the column of vehicles is titled as one of routes: Tuyến xe."""
        return fold(self.titles.get("vehicle", "")).startswith("tuyen")

    def part_dose(self, day: str, vaccine: str) -> None:
        """Put a date and a vaccine that stand in one cell of the two in their cells."""
        for one, other in ((day, vaccine), (vaccine, day)):
            if self.get(other) == "" and (both := vaccine_and_day(self.get(one))):
                self.cells[vaccine], self.cells[day] = both

    def take(self, name: str, read: Read[T]) -> T:
        """Keep a reader's notes, and return its value."""
        for note in read.notes:
            self.note(name, note)
        return read.value

    def note(self, name: str, note: Note) -> None:
        title = self.titles.get(name) or self._title_of_part(name) or title_of(name)
        self.findings.append(finding(note, sheet=self.sheet, row=self.row, column=title))

    def _title_of_part(self, name: str) -> str | None:
        if name == "residence":
            return next((self.titles[part] for part in RESIDENCE_PARTS if part in self.titles), None)
        return None


def read_worker(cells: Mapping[str, Cell], *, sheet: str, row: int, as_of: date, columns: Mapping[str, str]) -> ReadRow:
    """Read one data row. ``cells`` are by field, ``columns`` the titles as written, by field."""
    at = _Cells({name: cell for name, cell in cells.items() if not is_empty(cell)}, sheet, row, columns)
    code = at.take("code", read_code(at.get("code")))
    name = at.take("name", read_name(at.get("name")))
    if code is None:
        at.note("code", Note("code-missing"))
    if name is None:
        at.note("name", Note("name-missing"))
    birth_date, birth_year = at.take("birth_date", read_birth(at.get("birth_date"), as_of=as_of))
    sex = at.take("sex", read_sex(at.get("sex")))
    year = birth_date.year if birth_date else birth_year
    citizen_id = at.take("citizen_id", read_citizen_id(at.get("citizen_id"), birth_year=year, sex=sex))
    read = WorkerRow(
        sheet=sheet,
        row=row,
        code=code or "",
        name=name or "",
        birth_date=birth_date,
        birth_year=year,
        sex=sex,
        citizen_id=citizen_id,
        phone=at.take("phone", read_phone(at.get("phone"))),
        home_address=at.text("home_address"),
        workshop=at.name_of("workshop"),
        team=at.name_of("team"),
        shift=at.text("shift"),
        position=at.text("position"),
        since=_beginning(at, "since", as_of),
        residence=at.take("residence", read_address(_residence(at))),
        residence_since=_past(at, "residence_since", as_of),
        housemates=at.take("housemates", read_housemates(at.get("housemates"), as_of=as_of)),
        travel=at.take("vehicle", read_travel(at.get("vehicle"), of_routes=at.is_of_routes)),
        vehicle_since=_past(at, "vehicle_since", as_of),
        doses=_doses(at, as_of),
        left=_day(at, "left", as_of),
        filled=_filled(at),
    )
    kept = read if code is not None and name is not None else None
    return ReadRow(row=kept, code=code, findings=tuple(at.findings))


def _residence(at: _Cells) -> dict[str, Cell]:
    return {name: value for name in ("residence", *RESIDENCE_PARTS) if (value := at.get(name)) != ""}


def _filled(at: _Cells) -> frozenset[str]:
    filled = frozenset(at.cells)
    return filled | {"residence"} if filled & {"room", "house", "village", "commune"} else filled


def _day(at: _Cells, name: str, as_of: date) -> date | None:
    return at.take(name, read_day(at.get(name), as_of=as_of))


def _past(at: _Cells, name: str, as_of: date) -> date | None:
    """Read a day that cannot lie ahead of the file's own date."""
    day = _day(at, name, as_of)
    if day is not None and day > as_of:
        at.note(name, Note("date-future", day.strftime("%d/%m/%Y")))
        return None
    return day


def _beginning(at: _Cells, name: str, as_of: date) -> date | None:
    """Read the first day of work: people are listed before they begin, but not years before.

    A slip in the year would keep a worker out of every list.
    """
    day = _day(at, name, as_of)
    if day is not None and day > as_of + _SOON:
        at.note(name, Note("date-future", day.strftime("%d/%m/%Y")))
        return None
    return day


def _doses(at: _Cells, as_of: date) -> tuple[Dose, ...]:
    found: list[Dose] = []
    for number in (1, 2, 3):
        day_cell, vaccine_cell = f"dose_{number}_date", f"dose_{number}_vaccine"
        if at.get(day_cell) == "" and at.get(vaccine_cell) == "":
            continue
        if is_empty(at.get(vaccine_cell)) and is_no_dose(at.get(day_cell)):
            continue
        at.part_dose(day_cell, vaccine_cell)
        day = _past(at, day_cell, as_of)
        vaccine = at.take(vaccine_cell, read_vaccine(at.get(vaccine_cell)))
        if day is not None or vaccine is not None:
            before = next((dose.day for dose in reversed(found) if dose.day is not None), None)
            if day is not None and before is not None and day < before:
                at.note(day_cell, Note("dose-order", day.strftime("%d/%m/%Y"), str(number)))
            found.append(Dose(number=number, day=day, vaccine=vaccine))
    return tuple(found)
