"""Fields that somebody corrects by hand, read as a roster's cells are; and where a later file says otherwise."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from graph.errors import Invalid
from loaders.findings import Finding, Note, finding
from loaders.firm import Firm
from loaders.reconciling import attributes
from loaders.reconciling.placing import Placing
from loaders.reconciling.plan import Plan
from loaders.values.citizen_id import read_citizen_id
from loaders.values.days import read_birth
from loaders.values.names import read_name
from loaders.values.phones import read_phone
from loaders.values.sex import read_sex
from loaders.values.text import cell_text

#: What can be corrected by hand; a birth date may be a year alone.
FIELDS = ("name", "birth_date", "sex", "citizen_id", "phone", "home_address")


def read_fields(given: Mapping[str, str], *, today: date) -> dict[str, Any]:
    """Return properties as the graph holds them; an empty text empties its field. Raises Invalid for what is none."""
    found: dict[str, Any] = {}
    for name, text in given.items():
        if name not in FIELDS:
            raise Invalid(
                f"{name[:40]} cannot be corrected here; there are: {', '.join(FIELDS)}.",
                f"Không sửa được {name[:40]} ở đây; hiện có: {', '.join(FIELDS)}.",
                field="set",
            )
        found |= _read(name, text.strip(), today)
    return found


def _read(name: str, text: str, today: date) -> dict[str, Any]:
    if not text:
        return {"birth_date": None, "birth_year": None} if name == "birth_date" else {name: None}
    notes: Sequence[Note]
    value: Any
    if name == "birth_date":
        birth = read_birth(text, as_of=today)
        day, year = birth.value
        value, notes, found = day or year, birth.notes, {"birth_date": day, "birth_year": day.year if day else year}
    else:
        read = {
            "name": read_name,
            "sex": read_sex,
            "citizen_id": lambda cell: read_citizen_id(cell, birth_year=None, sex=None),
            "phone": read_phone,
        }.get(name)
        one = read(text) if read is not None else None
        value, notes = (one.value, one.notes) if one is not None else (cell_text(text), ())
        found = {name: value}
    # A hand's correction leaves no doubt: what a file's cell would be read as with a warning is asked for again.
    if value is None or notes:
        said = finding(notes[0], sheet="").message if notes else None
        raise Invalid(
            said.en if said else f"That cannot be read as {name}.",
            said.vi if said else f"Không đọc được {name}.",
            field=name,
        )
    return found


def contradicted(plans: Sequence[Plan], firm: Firm, placing: Placing) -> Iterator[Finding]:
    """Tell of cells that say something else than what somebody corrected."""
    for plan in plans:
        known = firm.workers.get(plan.key)
        if known is None or not (fields := attributes.corrected(known.properties)):
            continue
        said = attributes.said(plan)
        for name in FIELDS:
            told = "birth_year" if name == "birth_date" and name not in said else name
            if name in fields and told in said and said[told] != known.properties.get(told):
                value = said[told]
                shown = f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
                yield placing.finding(plan.row, name, Note("differs-from-correction", shown))
