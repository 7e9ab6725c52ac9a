"""The day's work list as a follow-up form to fill in and send back (.xlsx), or as .csv."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, BinaryIO

from graph.exports.cells import csv_lines
from loaders.forms.columns import FOLLOW_UP
from loaders.forms.writing import write_form

COLUMNS = (
    "todo", "level", "grade", "key", "code", "name", "birth_date", "phone", "company", "workshop", "team", "residence",
    "area", "last_exposure", "followed_until", "place", "tests_due", "tests_done", "nearest_cases",
)  # fmt: skip
_TODO = {
    "isolate": "cách ly", "test": "xét nghiệm", "overdue": "xét nghiệm quá hạn", "find": "tìm", "release": "giải tỏa",
}  # fmt: skip


def work_xlsx(document: Mapping[str, Any], out: BinaryIO) -> None:
    """Write the follow-up form with the day's people, for the station that does the work."""
    write_form(FOLLOW_UP, out, (_row(entry) for entry in document["people"]))


def work_csv(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of a .csv with stable columns."""
    return csv_lines(COLUMNS, map(_plain, document["people"]))


def _row(entry: Mapping[str, Any]) -> dict[str, Any]:
    person, status = entry["person"], entry["follow_up"]
    born = person["birth_date"]
    return {
        "who": person["key"],
        "birth": date.fromisoformat(born) if born else person["birth_year"],
        "todo": ", ".join(_TODO[name] for name in status["todo"]),
        "followed_until": date.fromisoformat(status["until"]),
        **{name: person[name] for name in ("code", "name", "phone", "company", "residence")},
    }


def _plain(entry: Mapping[str, Any]) -> dict[str, Any]:
    status = entry["follow_up"]
    return {
        **entry["person"],
        **{name: entry[name] for name in ("level", "grade", "area", "last_exposure")},
        "todo": ", ".join(status["todo"]),
        "followed_until": status["until"],
        "place": status["place"],
        "tests_due": ", ".join(test["due"] for test in status["tests"] if not test["done"]),
        "tests_done": ", ".join(test["done"] for test in status["tests"] if test["done"]),
        "nearest_cases": ", ".join(entry["nearest_cases"]),
    }
