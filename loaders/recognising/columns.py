"""Which column of a table is which field, by the titles and, where two columns or none say it, by what stands below."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from loaders.form import NAME_PARTS
from loaders.reading.sheets import Sheet
from loaders.recognising.rows_of_titles import MOST_COLUMNS, cell, paths
from loaders.recognising.titles import field_of, says_more, title_key
from loaders.values.text import cell_text, is_empty
from loaders.wording import is_person

#: A column that a person said not to read.
IGNORED = "-"
#: Of two columns of one of these fields, the second one fills the gaps of the first.
JOINED = frozenset({"birth_date", "citizen_id", "phone", "home_address", "residence", "vehicle", "housemates"})
#: So many rows show what a column holds.
_SAMPLE = 60

Source = Literal["title", "map", "remembered", "guess"]
#: What persons said of titles: by the title as it compares, the field (or IGNORED) and how it is known.
Said = Mapping[str, tuple[str, Source]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a column is taken for: ``confidence`` is 1 where its title is known or a person said so.

    ``column`` counts from 0 in the sheet's area. ``field`` is None where the column is not read.
    """

    column: int
    title: str
    field: str | None
    confidence: float
    source: Source = "title"


@dataclass(slots=True)
class Columns:
    """Columns by field, and what else their titles tell; see ``Table``, which has the same."""

    columns: dict[str, int] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    readings: dict[int, Reading] = field(default_factory=dict)
    spanned: dict[str, tuple[int, ...]] = field(default_factory=dict)
    beside: dict[str, list[int]] = field(default_factory=dict)
    doubled: list[tuple[str, str]] = field(default_factory=list)
    joined: int = 0


def meant(path: Sequence[str], said: Said | None) -> tuple[str, int, Source] | None:
    """Return the field of a title, its rank among the titles of the field, and how it is known."""
    for text in (" ".join(path), path[-1]):
        if said and (told := said.get(title_key(text))):
            return told[0], -1, told[1]
    found = field_of(path)
    return (*found, "title") if found else None


def read_columns(sheet: Sheet, index: int, depth: int, said: Said | None) -> Columns | None:
    """Read ``depth`` rows from ``index`` as titles; return None where none of them is known."""
    found = Columns()
    ranks: dict[str, int] = {}
    source: Source
    for column, path in enumerate(paths(sheet, index, depth)):
        if not path:
            continue
        title = " ".join(" ".join(path).split())
        found.joined += says_more(path)
        known = meant(path, said)
        if known is None or known[0] == IGNORED:
            sure, source = (0.0, "title") if known is None else (1.0, known[2])
            found.readings[column] = Reading(column=column, title=title, field=None, confidence=sure, source=source)
            continue
        name, rank, source = known
        found.readings[column] = Reading(column=column, title=title, field=name, confidence=1.0, source=source)
        if name not in found.columns:
            found.columns[name], ranks[name] = column, rank
            continue
        winner, loser = found.columns[name], column
        if rank < ranks[name]:
            found.columns[name], ranks[name] = column, rank
            winner, loser = loser, winner
        _second(found, name, winner, loser)
    if not found.columns:
        return None
    found.columns = dict(sorted(found.columns.items(), key=lambda one: one[1]))
    found.titles = {name: found.readings[column].title for name, column in found.columns.items()}
    _call_names(sheet, index + depth, found)
    _span(sheet, index, depth, found)
    return found


def _second(found: Columns, name: str, winner: int, loser: int) -> None:
    """Take a column whose field another one has for what fills its gaps, or for none."""
    if name in JOINED:
        found.beside.setdefault(name, []).append(loser)
        return
    title = found.readings[loser].title
    found.doubled.append((title, found.readings[winner].title))
    found.readings[loser] = Reading(column=loser, title=title, field=None, confidence=0.0)


def _call_names(sheet: Sheet, first: int, found: Columns) -> None:
    """Take a column called only "Tên" for whole names where nine in ten have two words or more."""
    if "name" in found.columns or NAME_PARTS[0] in found.columns or NAME_PARTS[1] not in found.columns:
        return
    texts = _texts(sheet, first, found.columns[NAME_PARTS[1]])
    if texts and sum(" " in text for text in texts) >= 0.9 * len(texts):
        column = found.columns["name"] = found.columns.pop(NAME_PARTS[1])
        title = found.titles["name"] = found.titles.pop(NAME_PARTS[1])
        found.readings[column] = Reading(column=column, title=title, field="name", confidence=0.9)


def _span(sheet: Sheet, index: int, depth: int, found: Columns) -> None:
    """Note the columns without a title of their own over which a title reaches besides its first one."""
    fields = {column: name for name, column in found.columns.items()}
    for first_row, first, _, last in sheet.merged:
        if index <= first_row < index + depth and last > first:
            more = tuple(column for column in range(first + 1, last + 1) if column not in found.readings)
            if first in fields and more and last < MOST_COLUMNS:
                found.spanned[fields[first]] = more
    name = found.columns.get("name")
    if name is None or "name" in found.spanned or name + 1 in found.readings:
        return
    if _holds_given_names(sheet, index + depth, name):
        found.spanned["name"] = (name + 1,)


def _holds_given_names(sheet: Sheet, first: int, name: int) -> bool:
    """Tell whether a column without a title has the last words of the names before it: nearly every row has one or two.

    A column of remarks or sexes has the same few words again and again.
    """
    rows = [row for row in sheet.rows[first : first + _SAMPLE] if " " in cell_text(cell(row, name))]
    texts = [text for row in rows if (text := cell_text(cell(row, name + 1)))]
    fitting = [text for text in texts if text.replace(" ", "").isalpha() and len(text.split()) <= 2]
    if not fitting or len(fitting) < 0.8 * len(rows) or {text.lower() for text in fitting} <= {"nam", "nữ", "nu", "x"}:
        return False
    return len(set(fitting)) > len(fitting) / 4 and all(is_person(f"Lê {text}") for text in fitting)


def _texts(sheet: Sheet, first: int, column: int) -> list[str]:
    values = [cell(row, column) for row in sheet.rows[first : first + _SAMPLE]]
    return [cell_text(value) for value in values if not is_empty(value)]


def known_fields(texts: Iterable[str], said: Said | None) -> set[str]:
    """Return the fields that single titles name."""
    return {known[0] for text in texts if (known := meant([text], said))}
