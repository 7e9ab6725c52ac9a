"""The rows of a list of contacts, the same for every format: one a contact, with stable columns."""

from collections.abc import Mapping
from typing import Any

from graph.exports.cells import dmy

#: Stable: new ones are added behind.
COLUMNS = (
    "level", "grade", "score", "key", "kind", "code", "name", "birth_date", "sex", "phone", "company", "workshop",
    "team", "residence", "first_exposure", "last_exposure", "exposure_days", "settings", "reasons", "case",
    "nearest_cases", "follow_up_until", "follow_up_place", "tests_due", "tests_done", "isolated", "state", "chance",
)  # fmt: skip
GRADES = {"near": "gần", "distant": "xa", None: ""}
SETTINGS = {
    "room": "cùng phòng", "house": "cùng nhà", "team": "cùng tổ", "workshop": "cùng phân xưởng",
    "company": "cùng công ty", "vehicle": "cùng xe", "met": "đã gặp",
}  # fmt: skip
PLACES = {"facility": "tập trung", "home": "tại nhà", "none": "tự theo dõi"}
STATES = {"open": "đang theo dõi", "done": "xong", "lost": "mất dấu", "case": "thành ca bệnh"}


def contact_row(contact: Mapping[str, Any], *, vietnamese: bool = False) -> dict[str, Any]:
    """Return a contact of a trace's document as a row; in Vietnamese, with days as dd/mm/yyyy, for reading."""
    person = contact["person"]
    settings = sorted({reason["setting"] for reason in contact["reasons"]})
    row = {
        name: contact[name]
        for name in ("level", "grade", "score", "chance", "first_exposure", "last_exposure", "exposure_days")
    }
    row |= {name: person[name] for name in COLUMNS if name in person}
    row["birth_date"] = person["birth_date"] or person["birth_year"]
    row["settings"] = ", ".join(SETTINGS[name] if vietnamese else name for name in settings)
    row["reasons"] = "; ".join(_reason(reason, vietnamese=vietnamese) for reason in contact["reasons"])
    row["case"] = contact["case"]["key"] if contact["case"] else None
    nearest = [
        case["person"]["name"] if vietnamese else case["key"] or case["person"]["key"]
        for case in contact["nearest_cases"]
    ]
    more = contact["nearest_total"] - len(nearest)
    row["nearest_cases"] = ", ".join(nearest) + (f" +{more}" if more > 0 else "")
    row |= _follow_up(contact["follow_up"])
    return _vietnamese(row) if vietnamese else row


def _follow_up(status: Mapping[str, Any] | None) -> dict[str, Any]:
    if status is None:
        return dict.fromkeys(("follow_up_until", "follow_up_place", "tests_due", "tests_done", "isolated", "state"))
    return {
        "follow_up_until": status["until"],
        "follow_up_place": status["place"],
        "tests_due": [test["due"] for test in status["tests"] if not test["done"]],
        "tests_done": [test["done"] for test in status["tests"] if test["done"]],
        "isolated": status["isolated"] and status["isolated"]["on"],
        "state": status["state"],
    }


def _vietnamese(row: dict[str, Any]) -> dict[str, Any]:
    row["grade"] = GRADES[row["grade"]]
    row["kind"] = {"worker": "công nhân", "cohabitant": "người ở cùng"}[row["kind"]]
    row["sex"] = {"female": "Nữ", "male": "Nam"}.get(row["sex"])
    row["follow_up_place"] = PLACES.get(row["follow_up_place"])
    row["state"] = STATES.get(row["state"])
    for name in ("first_exposure", "last_exposure", "follow_up_until", "isolated", "birth_date"):
        row[name] = dmy(row[name]) if isinstance(row[name], str) else row[name]
    for name in ("tests_due", "tests_done"):
        row[name] = row[name] and [str(dmy(day))[:5] for day in row[name]]
    return row


def flat(value: Any) -> Any:
    """Return a cell's value: a list as text."""
    return ", ".join(map(str, value)) if isinstance(value, list) else value


def _reason(reason: Mapping[str, Any], *, vietnamese: bool) -> str:
    names = ", ".join(source["name"] for source in reason["with"])
    more = reason["with_total"] - len(reason["with"])
    if vietnamese:
        also = f" và {more} người nữa" if more else ""
        who = f" với {names}{also}" if names else ""
        first, last = str(dmy(reason["from"])), str(dmy(reason["to"]))
        days = last if first == last else f"{first[:5] if first[5:] == last[5:] else first}–{last}"
        return f"{SETTINGS[reason['setting']]} {reason['group']['name']}{who}, {days} ({reason['days']} ngày)"
    also = f" and {more} more" if more else ""
    who = f" with {names}{also}" if names else ""
    return (
        f"{reason['setting']} {reason['group']['name']}{who}, {reason['from']} to {reason['to']} ({reason['days']} d)"
    )
