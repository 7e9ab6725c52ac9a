"""A person's data corrected on request: what is corrected stays, whatever the next file says.

The record keeps who corrected which field, when and why. An import that holds another value for such a field leaves
it alone and says so in a finding (``differs-from-correction``), until the protection is given up.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

import orjson

from graph.database import Transaction
from graph.errors import Invalid, NotFound
from graph.model.keys import fold

#: What can be corrected: of identity and contact. Memberships are corrected by a file, cases by ``truyvet case``.
FIELDS = ("name", "birth_date", "birth_year", "sex", "citizen_id", "phone", "home_address")


def correct(
    transaction: Transaction,
    key: str,
    values: Mapping[str, Any],
    *,
    release: Collection[str] = (),
    reason: str,
    by: str,
    now: datetime,
) -> dict[str, Any]:
    """Write fields of one record; None empties one. ``release`` gives fields back to the files.

    ``values`` are as the graph holds them: a checked ID number, a phone as 0912345678. Raises NotFound and Invalid.
    """
    if not reason.strip():
        raise Invalid("Say why it is corrected.", "Hãy ghi lý do sửa.", field="reason")
    if not values and not release:
        raise Invalid("Say what to correct.", "Hãy cho biết sửa gì.", field="set")
    for name in (*values, *release):
        if name not in FIELDS:
            raise Invalid(
                f"{name[:40]} cannot be corrected here; there are: {', '.join(FIELDS)}.",
                f"Không sửa được {name[:40]} ở đây; hiện có: {', '.join(FIELDS)}.",
                field="release" if name in release else "set",
            )
    if "name" in values and not values["name"]:
        raise Invalid("A name cannot be empty.", "Tên không được trống.", field="set")
    transaction.run("loading/ledger")
    found = transaction.one("rights/held", people=[key])["records"]
    if not found:
        raise NotFound(f"Nobody has the key {key}.", f"Không có ai mang khóa {key}.", field="worker")
    known = found[0]["properties"]
    written = _completed(values)
    kept = [text for text in known.get("corrections") or () if orjson.loads(text)["field"] not in {*written, *release}]
    note = {"by": by, "at": now.isoformat(), "reason": reason.strip()}
    kept += [orjson.dumps({"field": name, **note}).decode() for name in sorted(written) if name != "folded_name"]
    transaction.one("rights/correct", key=key, properties={**written, "corrections": kept or None})
    return {
        "record": key,
        "corrected": sorted(values),
        "released": sorted(release),
        "corrections": [orjson.loads(text) for text in kept],
    }


def _completed(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the properties that go together: a name is also searched for folded, a birth date tells the year."""
    found = dict(values)
    if "name" in found:
        found["folded_name"] = fold(found["name"])
    born = found.get("birth_date")
    if isinstance(born, date):
        found["birth_year"] = born.year
    elif "birth_year" in found and "birth_date" not in found:
        found["birth_date"] = None
    return found
