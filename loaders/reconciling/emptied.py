"""Cells that are empty now and were not: they are unknown, and nothing is closed (workbook.md, "History")."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from loaders.findings import Finding, Note
from loaders.firm import Firm, KnownWorker
from loaders.reconciling.attributes import CELLS
from loaders.reconciling.placing import Placing
from loaders.reconciling.plan import Plan
from loaders.rows import WorkerRow

_DOSES = tuple(f"dose_{number}_{what}" for number in (1, 2, 3) for what in ("date", "vaccine"))
#: What a column of the form is kept as; the first of these that is known is shown.
_KEPT: Mapping[str, tuple[str, ...]] = {
    **{column: (name,) for column, name in CELLS.items()},
    **{name: (name,) for name in ("citizen_id", "phone", "home_address", "sex", *_DOSES)},
    "birth_date": ("birth_date", "birth_year"),
}
_SEXES = {"female": "Nữ", "male": "Nam"}


def workshop_emptied(plan: Plan, firm: Firm, day: date) -> bool:
    """Tell whether a row names no workshop now although its worker is in one."""
    known = firm.workers.get(plan.key)
    if known is None or "workshop" in plan.row.filled:
        return False
    return any(spell.group != plan.company for spell in known.work if spell.lasts(day))


def emptied_cells(plans: Sequence[Plan], firm: Firm, placing: Placing, day: date) -> Iterator[Finding]:
    """Tell of cells that are empty now and were not: they are unknown, and nothing was closed."""
    for plan in plans:
        known = firm.workers.get(plan.key)
        if known is None:
            continue
        filled = plan.row.filled
        work = [spell for spell in known.work if spell.lasts(day)]
        if workshop_emptied(plan, firm, day):
            yield placing.finding(plan.row, "workshop", Note("workshop-emptied"))
        elif "team" not in filled and any(spell.group.startswith(f"{plan.workplace}~") for spell in work):
            yield placing.finding(plan.row, "team", Note("team-emptied"))
        homes = [spell for spell in known.homes if spell.lasts(day) and spell.named_by is None]
        if "residence" not in filled and homes and known.properties.get("residence_text"):
            yield placing.finding(plan.row, "residence", Note("residence-emptied"))
        if "vehicle" not in filled and any(spell.lasts(day) for spell in known.rides):
            yield placing.finding(plan.row, "vehicle", Note("vehicle-emptied"))
    yield from _emptied_values(plans, firm, placing, day)
    named = {namer: person for person in firm.named.values() for namer in person.namers}
    for plan in plans:
        person = named.get(plan.key)
        if person is None or "housemates" in plan.row.filled:
            continue
        if any(home.lasts(day) and home.named_by == plan.key for home in person.homes):
            yield placing.finding(plan.row, "housemates", Note("housemates-emptied"))


def _emptied_values(plans: Sequence[Plan], firm: Firm, placing: Placing, day: date) -> Iterator[Finding]:
    """Tell of emptied values, cell by cell; of a column that the file has no longer, once."""
    gone: dict[str, int] = defaultdict(int)
    for plan in plans:
        known = firm.workers.get(plan.key)
        if known is None:
            continue
        for column, value in _known_values(known, day):
            if column in plan.row.filled or _given(plan.row, column) is not None:
                continue
            if column not in placing.columns:
                gone[column] += 1
                continue
            back = column == "left" and not any(spell.lasts(day) for spell in known.work)
            note = Note("left-emptied" if back else "cell-emptied", _shown(value))
            yield placing.finding(plan.row, column, note)
    for column, count in gone.items():
        yield placing.of_sheet(plans[0].row.sheet, column, Note("column-emptied", str(count)))


def _known_values(known: KnownWorker, day: date) -> Iterator[tuple[str, Any]]:
    for column, names in _KEPT.items():
        value = next((known.properties[name] for name in names if known.properties.get(name) is not None), None)
        if value is not None:
            yield column, value
    for spell in known.work:
        if spell.lasts(day):
            for column, said in (("shift", spell.shift), ("position", spell.position)):
                if said is not None:
                    yield column, said


def _given(row: WorkerRow, column: str) -> object:
    """Return what a row says in a column, also where it stands in another: a date in the women's tells the sex."""
    if column == "birth_date":
        return row.birth_date or row.birth_year
    return getattr(row, column, None)


def _shown(value: Any) -> str:
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else _SEXES.get(value, str(value))
