"""A worker's own properties: what a row says of them, and what that changes."""

from collections.abc import Mapping
from typing import Any

import orjson

from graph.model.keys import code_part, fold
from loaders.reconciling.plan import Plan

#: The dates' cells as the last applied file held them: only what differs from these counts as given.
CELLS = {"since": "cell_since", "residence_since": "cell_residence_since", "vehicle_since": "cell_vehicle_since",
         "left": "cell_left"}  # fmt: skip


def said(plan: Plan) -> dict[str, Any]:
    """Return the properties that a row gives; what it does not give stays as it was."""
    row = plan.row
    found: dict[str, Any] = {
        "name": row.name,
        "folded_name": fold(row.name),
        "code": row.code,
        "birth_date": row.birth_date,
        "birth_year": row.birth_date.year if row.birth_date else row.birth_year,
        "sex": row.sex,
        "citizen_id": row.citizen_id,
        "phone": row.phone,
        "home_address": row.home_address,
        "residence_text": row.residence.text if row.residence else None,
        "travel": row.travel.text if row.travel else None,
    }
    for dose in row.doses:
        found[f"dose_{dose.number}_date"] = dose.day
        found[f"dose_{dose.number}_vaccine"] = dose.vaccine
    return {name: value for name, value in found.items() if value is not None}


def corrected(known: Mapping[str, Any]) -> frozenset[str]:
    """Return the properties that somebody corrected by hand (graph/rights/correcting.py): no file changes them."""
    fields = frozenset(orjson.loads(text)["field"] for text in known.get("corrections") or ())
    return fields | {"folded_name"} if "name" in fields else fields


def cells(plan: Plan) -> dict[str, Any]:
    """Return what the cells of the dates hold now."""
    return {name: getattr(plan.row, column) for column, name in CELLS.items()}


def created(plan: Plan) -> dict[str, Any]:
    """Return all properties of a new worker."""
    given = {name: value for name, value in cells(plan).items() if value is not None}
    return {
        "key": plan.key,
        "company": plan.company,
        "code_key": code_part(plan.row.code),
        **said(plan),
        **given,
    }


def differences(plan: Plan, known: Mapping[str, Any]) -> dict[str, Any]:
    """Return the properties that a row changes; a code stays as at first, what was corrected as it is."""
    kept = {"code", *corrected(known)}
    found = {name: value for name, value in said(plan).items() if name not in kept and known.get(name) != value}
    # A year alone does not take back a date of that year, and a date of another year takes the place of a year.
    if "birth_year" in found and not {"birth_date"} & (found.keys() | kept) and known.get("birth_date") is not None:
        found["birth_date"] = None
    return found


def new_cells(plan: Plan, known: Mapping[str, Any]) -> dict[str, Any]:
    """Return the cells of dates that hold something else than in the last file."""
    return {name: value for name, value in cells(plan).items() if known.get(name) != value}
