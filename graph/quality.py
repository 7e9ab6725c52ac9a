"""How good the data of each company is: complete, recent, mended, plausible."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from graph.database import Database
from graph.errors import Invalid
from graph.model.keys import fold
from graph.model.plausible import MOST_PEOPLE

#: What a worker's record should hold, in the order of the form. ``room`` is a room or a house of its own, without
#: which nobody is found to live together; ``residence`` is any place, also a village.
FIELDS = (
    "birth_date", "citizen_id", "phone", "workshop", "team", "residence", "room", "vehicle", "vaccination",
)  # fmt: skip
#: A firm sends its list every three days (Bắc Giang, 2021: shared/workbook.md).
DAYS_OF_A_FILE = 3
#: A firm of which fewer workers than this share have a room is told so.
FEW = 0.5
#: What a list of companies can be sorted by; the worst first, the name in the order of the alphabet.
SORTS = ("name", "workers", "days_old", "findings", "suspicious", *FIELDS)
_UNAPPLIED = ("held", "refused", "failed")


def quality(
    database: Database,
    *,
    day: date,
    companies: Sequence[str] | None = None,
    sort: str = "residence",
    reverse: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> dict[str, Any]:
    """Return how good the data is on a day: a summary, and one page of companies, the worst first.

    ``completeness`` is the share of the workers at work of whom a field is known, null where nobody is at work;
    ``days_old`` counts from the last file's date, and more than three are ``overdue``; ``findings`` are those of the
    last whole file applied and of the partial ones after it. Raises Invalid for an unknown ``sort``.
    """
    if sort not in SORTS:
        raise Invalid(f"Sort by one of {', '.join(SORTS)}.", f"Sắp theo một trong: {', '.join(SORTS)}.", field="sort")
    entries = _entries(database, companies, day)
    ordered = sorted(sorted(entries, key=lambda entry: str(entry["key"])), key=_WORST.get(sort, _share(sort)))
    ordered = ordered[::-1] if reverse else ordered
    until = None if limit is None else offset + limit
    return {
        "as_of": day.isoformat(),
        "sort": sort,
        "summary": _summary(entries),
        "total": len(entries),
        "limit": max(len(entries), 1) if limit is None else limit,
        "offset": offset,
        "companies": [{k: v for k, v in entry.items() if k != "known"} for entry in ordered[offset:until]],
    }


def _entries(database: Database, companies: Sequence[str] | None, day: date) -> list[dict[str, Any]]:
    def ask(keys: Sequence[str] | None) -> list[dict[str, Any]]:
        found = database.ask("quality/companies", companies=keys, day=day)["companies"]
        most = dict(MOST_PEOPLE)
        crowds = (
            database.ask("quality/crowds", day=day, most=most)
            if keys is None
            else database.ask("quality/crowds_of", companies=keys, day=day, most=most)
        )["crowds"]
        of_company: dict[str, list[dict[str, Any]]] = {}
        for crowd in crowds:
            of_company.setdefault(crowd["company"], []).append(crowd)
        return [_entry(row, of_company.get(row["key"], []), day) for row in found]

    if companies is not None:
        return ask(companies)
    revision = database.ask("tracing/revision")["revision"]
    found: list[dict[str, Any]] = database.kept.answers(
        revision, ["all"], about=("quality", day), ask=lambda _: {"all": ask(None)}
    )["all"]
    return found


def _entry(row: Mapping[str, Any], crowds: Sequence[Mapping[str, Any]], day: date) -> dict[str, Any]:
    last = row["last_import"].to_native() if row["last_import"] is not None else None
    days_old = (day - last).days if last is not None else None
    workers: int = row["workers"]
    known: dict[str, int] = row["known"]
    return {
        "key": row["key"],
        "name": row["name"],
        "tax_code": row["tax_code"],
        "workers": workers,
        "last_import": last.isoformat() if last is not None else None,
        "days_old": days_old,
        "overdue": days_old is None or days_old > DAYS_OF_A_FILE,
        "known": known,
        "completeness": _shares(known, workers),
        "findings": _findings(row["runs"]),
        "suspicious": [*_few(known, workers), *map(_crowd, crowds), *_unapplied(row["runs"])],
    }


def _shares(known: Mapping[str, int], workers: int) -> dict[str, float | None]:
    return {name: round(known[name] / workers, 4) if workers else None for name in FIELDS}


def _findings(runs: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Count the findings of the last whole file applied and of the partial ones after it. ``runs``: latest first."""
    counts = {"errors": 0, "warnings": 0}
    for run in runs:
        if run["state"] == "done":
            counts = {name: count + (run[name] or 0) for name, count in counts.items()}
            if not run["partial"]:
                break
    return counts


def _few(known: Mapping[str, int], workers: int) -> list[dict[str, Any]]:
    if not workers or known["room"] >= FEW * workers:
        return []
    count = known["room"]
    return [
        _suspicion(
            "few-rooms",
            vi=f"Chỉ {count} trong {workers} công nhân có phòng hoặc nhà; người ở cùng không tìm ra được.",
            en=f"A room or house is known of only {count} of {workers} workers; who lives with the rest is not found.",
            people=count,
        )
    ]


def _crowd(crowd: Mapping[str, Any]) -> dict[str, Any]:
    vi, en = _PLACES[crowd["kind"]]
    name = ", ".join(part for part in (crowd["name"], crowd["larger"] if crowd["kind"] == "team" else None) if part)
    return _suspicion(
        f"crowded-{crowd['kind']}",
        vi=f"{vi} {name} có {crowd['people']} người, quá {crowd['most']}.",
        en=f"{en} {name} holds {crowd['people']} people, more than {crowd['most']}.",
        people=crowd["people"],
        group={"key": crowd["key"], "name": crowd["name"]},
    )


_PLACES = {
    "room": ("Phòng", "The room"),
    "team": ("Tổ", "The team"),
    "bus": ("Xe đưa đón", "The bus"),
    "car": ("Ô tô", "The car"),
    "motorbike": ("Xe máy", "The motorbike"),
}


def _unapplied(runs: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Tell of a firm's latest file that was not taken: its data is older than the firm believes."""
    if not runs or runs[0]["state"] not in _UNAPPLIED:
        return []
    run = runs[0]
    return [
        _suspicion(
            f"file-{run['state']}",
            vi=f"Tệp gửi sau cùng, {run['file']}, {_STATES[run['state']][0]}, chưa nhập.",
            en=f"The file sent last, {run['file']}, {_STATES[run['state']][1]}; it was not applied.",
        )
    ]


_STATES = {
    "held": ("đang bị giữ lại", "is held"),
    "refused": ("bị từ chối", "was refused"),
    "failed": ("bị lỗi", "failed"),
}


def _suspicion(
    code: str, *, vi: str, en: str, people: int | None = None, group: dict[str, str] | None = None
) -> dict[str, Any]:
    return {"code": code, "message": {"vi": vi, "en": en}, "people": people, "group": group}


def _summary(entries: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    workers = sum(entry["workers"] for entry in entries)
    known = {name: sum(entry["known"][name] for entry in entries) for name in FIELDS}
    return {
        "companies": len(entries),
        "workers": workers,
        "overdue": sum(entry["overdue"] for entry in entries),
        "completeness": _shares(known, workers),
        "findings": {name: sum(entry["findings"][name] for entry in entries) for name in ("errors", "warnings")},
        "suspicious": sum(len(entry["suspicious"]) for entry in entries),
    }


def _share(field: str) -> Callable[[Mapping[str, Any]], Any]:
    """Order by how little is known of a field; companies without workers come last."""
    return lambda entry: (entry["completeness"].get(field) is None, entry["completeness"].get(field))


_WORST: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    "name": lambda entry: fold(entry["name"]),
    "workers": lambda entry: -entry["workers"],
    "days_old": lambda entry: (entry["days_old"] is not None, -(entry["days_old"] or 0)),
    "findings": lambda entry: (-entry["findings"]["errors"], -entry["findings"]["warnings"]),
    "suspicious": lambda entry: -len(entry["suspicious"]),
}
