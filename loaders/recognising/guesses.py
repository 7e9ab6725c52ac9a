"""What an unknown title may mean: by its likeness to known ones, and by what stands below it.

Nothing that matters is ever read on a guess: a doubtful required column stops the import until a person says what it
is. Only an optional column with a slip in its title ("Số điên thoại") is read, and that is told.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rapidfuzz import fuzz, process

from loaders.form import BY_FIELD, NAME_PARTS
from loaders.reading.sheets import Sheet
from loaders.recognising.columns import Reading
from loaders.recognising.rows_of_titles import cell
from loaders.recognising.table import Table
from loaders.recognising.titles import known_titles, title_key
from loaders.values.citizen_id import read_citizen_id
from loaders.values.days import read_birth, read_day
from loaders.values.phones import phone_number
from loaders.values.sex import read_sex
from loaders.values.text import Cell, cell_text, is_empty

#: A title as like as this to a known one is a slip of the pen.
SLIP = 0.88
#: Below this, two titles have nothing to do with each other.
ALIKE = 0.75
#: So much of what stands below has to fit, where that can be told.
FITTING = 0.6
#: Content alone makes nobody sure.
BY_CONTENT = 0.5
#: So many rows show what a column holds.
_SAMPLE = 60
#: Where these are in doubt, nobody may go on (workbook.md, "The form": ``*``).
REQUIRED = ("code", "name", "workshop", "company")


@dataclass(frozen=True, slots=True)
class Guess:
    """What a title may mean, and how likely that is (0 to 1)."""

    title: str
    field: str
    confidence: float


def unread(table: Table) -> list[Reading]:
    """Return the columns whose titles are not known."""
    return [reading for reading in table.readings if reading.field is None and reading.confidence == 0.0]


def guesses(sheet: Sheet, table: Table, wanted: Iterable[str]) -> list[Guess]:
    """Return which of the unknown titles may mean a field of ``wanted``, the likeliest first."""
    wanted = set(wanted)
    found: list[Guess] = []
    doubled = {title for title, _ in table.doubled}
    for reading in unread(table):
        if reading.title in doubled:
            continue
        cells = _cells(sheet, table, reading.column)
        name, likeness = _likest(reading.title, wanted)
        fit = _fit(name, cells)
        if likeness >= ALIKE and fit >= FITTING:
            found.append(Guess(reading.title, name, round(likeness * (0.5 + 0.5 * fit), 2)))
            continue
        by_content = [name for name in ("name", "code") if name in wanted and _fit(name, cells) >= 0.9]
        if by_content and len(cells) > 1:
            found.append(Guess(reading.title, by_content[0], BY_CONTENT))
    given = NAME_PARTS[1]
    if "name" in wanted and given in table.columns and NAME_PARTS[0] not in table.columns:
        found.append(Guess(table.titles[given], "name", ALIKE))
    return sorted(found, key=lambda guess: -guess.confidence)


def with_slips(sheet: Sheet, table: Table) -> tuple[Table, list[Guess], list[Guess]]:
    """Return the table with optional columns whose titles have a slip; those, and what stays unclear."""
    wanted = [name for name, column in BY_FIELD.items() if column.in_form and not column.required]
    read: list[Guess] = []
    unclear: list[Guess] = []
    columns, titles, readings = dict(table.columns), dict(table.titles), {r.title: r for r in table.readings}
    for guess in guesses(sheet, table, [name for name in wanted if name not in table.columns]):
        if guess.confidence < SLIP or guess.field in columns:
            unclear.append(guess)
            continue
        reading = readings[guess.title]
        columns[guess.field], titles[guess.field] = reading.column, guess.title
        readings[guess.title] = replace(reading, field=guess.field, confidence=guess.confidence, source="guess")
        read.append(guess)
    if read:
        table = replace(
            table, columns=columns, titles=titles, readings=tuple(readings[r.title] for r in table.readings)
        )
    return table, read, unclear


def _likest(title: str, wanted: set[str]) -> tuple[str, float]:
    choices = [key for key, (name, _) in known_titles().items() if name in wanted]
    key = title_key(title)
    best = process.extractOne(key, choices, scorer=_likeness)
    if best is None:
        return "", 0.0
    return known_titles()[best[0]][0], best[1] / 100


def _likeness(one: str, other: str, **_: object) -> float:
    return max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other))


def _cells(sheet: Sheet, table: Table, column: int) -> list[Cell]:
    rows = sheet.rows[table.first : table.first + _SAMPLE]
    return [value for row in rows if not is_empty(value := cell(row, column))]


def _fit(name: str, cells: Sequence[Cell]) -> float:
    """Return the share of the cells that can be what the field asks for; 1 where that cannot be told."""
    test = _TESTS.get(name)
    if test is None or not cells:
        return 1.0
    share = sum(test(value) for value in cells) / len(cells)
    if name == "code":
        # Codes never repeat; a running number does not either, but is called STT.
        return share if len({cell_text(value) for value in cells}) == len(cells) else 0.0
    return share


def _is_name(value: Cell) -> bool:
    text = cell_text(value)
    return 2 <= len(text.split()) <= 7 and not any(c.isdigit() for c in text) and "," not in text


def _is_code(value: Cell) -> bool:
    text = cell_text(value)
    return 2 <= len(text) <= 16 and " " not in text and any(c.isdigit() for c in text) and not phone_number(text)


_DAY = date(2100, 1, 1)
_TESTS: Mapping[str, Callable[[Cell], bool]] = {
    "code": _is_code,
    "name": _is_name,
    "citizen_id": lambda value: read_citizen_id(value, birth_year=None, sex=None).value is not None,
    "phone": lambda value: phone_number(cell_text(value)) is not None,
    "birth_date": lambda value: read_birth(value, as_of=_DAY).value[1] is not None,
    "sex": lambda value: read_sex(value).value is not None,
    **{
        name: lambda value: read_day(value, as_of=_DAY).value is not None
        for name in ("since", "residence_since", "vehicle_since", "left", "dose_1_date", "dose_2_date", "dose_3_date")
    },
}
