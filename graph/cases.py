"""Cases: a person's confirmed infection with its dates, registered, changed, listed, retracted."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from graph.case_history import DATES, STATE, dates_of, remembered
from graph.database import Transaction
from graph.errors import Invalid, NotFound
from graph.people import cards, iso_day

DEFAULT_DISEASE = "covid-19"
#: What became of a case; None is not known yet.
OUTCOMES = ("in-treatment", "recovered", "died", "transferred")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """A case's dates; None is unknown, or in a change: as it was."""

    onset: date | None = None
    sampled: date | None = None
    confirmed: date | None = None
    isolated: date | None = None

    @property
    def anchor(self) -> date | None:
        """The first of onset, sampled, confirmed that is known."""
        return self.onset or self.sampled or self.confirmed

    def given(self) -> dict[str, date]:
        """Return the dates that are known."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: day for name, day in found.items() if day is not None}

    def over(self, known: Mapping[str, date | None]) -> "Dates":
        """Return these dates, and those of ``known`` where these are not given."""
        return Dates(**{**{name: known.get(name) for name in DATES}, **self.given()})


def check_dates(dates: Dates, *, today: date) -> None:
    """See that dates can be. Raises Invalid, naming the date and what is wrong with it."""
    if dates.anchor is None:
        raise Invalid(
            "A case needs a date: onset, sampled or confirmed.",
            "Ca bệnh cần ít nhất một ngày: khởi phát, lấy mẫu hoặc xác định.",
            field="onset",
        )
    for name, day in dates.given().items():
        if day > today:
            raise Invalid(
                f"The date {day:%d/%m/%Y} ({name}) lies ahead; check it.",
                f"Ngày {day:%d/%m/%Y} ({name}) ở tương lai; hãy kiểm tra.",
                field=name,
            )
        if day.year < 1950:
            raise Invalid(
                f"The date {day:%d/%m/%Y} ({name}) is too long ago; check it.",
                f"Ngày {day:%d/%m/%Y} ({name}) quá xa; hãy kiểm tra.",
                field=name,
            )
    if dates.sampled and dates.confirmed and dates.sampled > dates.confirmed:
        raise Invalid(
            "The result cannot be older than the sample; check sampled and confirmed.",
            "Ngày xác định không thể trước ngày lấy mẫu; hãy kiểm tra.",
            field="confirmed",
        )


def case_key(disease: str, person: str, anchor: date) -> str:
    """Return a case's key: disease ~ person ~ date.

    >>> case_key("covid-19", "cong-ty-abc~w1", date(2021, 5, 10))
    'covid-19~cong-ty-abc~w1~2021-05-10'
    """
    return f"{disease}~{person}~{anchor.isoformat()}"


def register(
    transaction: Transaction,
    person: str,
    dates: Dates,
    *,
    disease: str,
    outcome: str | None = None,
    today: date,
    now: datetime,
) -> dict[str, Any]:
    """Register a person's case; the same again changes nothing. Raises Invalid for what cannot be."""
    check_dates(dates, today=today)
    check_outcome(outcome)
    assert dates.anchor is not None  # noqa: S101 - tells mypy
    key = case_key(disease, person, dates.anchor)
    transaction.run("loading/ledger")
    _, found = find_cases(transaction, keys=[key], limit=1)
    said = {**dates.given(), **({"outcome": outcome} if outcome else {})}
    if not found:
        properties = {**said, "disease": disease, "registered_at": now}
        transaction.run("cases/register", key=key, person=person, properties=properties)
    else:
        _change(transaction, found[0], {**said, "retracted_at": None, "retraction_reason": None}, now=now)
    return get_case(transaction, key, today=today)


def find_cases(
    transaction: Transaction,
    *,
    keys: Sequence[str] | None = None,
    disease: str | None = None,
    people: Sequence[str] | None = None,
    limit: int = 200,
    offset: int = 0,
) -> tuple[int, list[dict[str, Any]]]:
    """Return how many cases fit, and a page of them with native dates, the latest first."""
    answer = transaction.one(
        "cases/list",
        keys=None if keys is None else list(keys),
        disease=disease,
        people=None if people is None else list(people),
        skip=offset,
        limit=limit,
    )
    return answer["total"], answer["cases"]


def list_cases(
    transaction: Transaction, *, disease: str | None, today: date, limit: int, offset: int
) -> dict[str, Any]:
    """Return the document of registered cases."""
    total, found = find_cases(transaction, disease=disease, limit=limit, offset=offset)
    return {"total": total, "limit": limit, "offset": offset, "cases": _documents(transaction, found, today)}


def get_case(transaction: Transaction, key: str, *, today: date) -> dict[str, Any]:
    """Return one case's document. Raises NotFound."""
    return _documents(transaction, [_known(transaction, key)], today)[0]


def update(
    transaction: Transaction,
    key: str,
    dates: Dates,
    *,
    outcome: str | None = None,
    clear: Collection[str] = (),
    today: date,
    now: datetime,
) -> dict[str, Any]:
    """Write what is given of a case and empty what ``clear`` names; its key stays. Raises NotFound, Invalid."""
    known = _known(transaction, key)
    if unknown := [name for name in clear if name not in STATE]:
        raise Invalid(
            f"{unknown[0]} cannot be emptied; there are: {', '.join(STATE)}.",
            f"Không xóa được {unknown[0]}; hiện có: {', '.join(STATE)}.",
            field="clear",
        )
    check_outcome(outcome)
    before = {name: None if name in clear else day for name, day in dates_of(known).items()}
    check_dates(dates.over(before), today=today)
    said = {**dict.fromkeys(clear), **dates.given(), **({"outcome": outcome} if outcome else {})}
    transaction.run("loading/ledger")
    _change(transaction, known, said, now=now)
    return get_case(transaction, key, today=today)


def retract(transaction: Transaction, key: str, *, reason: str, today: date, now: datetime) -> dict[str, Any]:
    """Retract a case: it stays on file and counts no more. Raises NotFound, and Invalid without a reason."""
    if not reason.strip():
        raise Invalid("Say why the case is retracted.", "Hãy ghi lý do hủy ca bệnh.", field="reason")
    known = _known(transaction, key)
    transaction.run("loading/ledger")
    if known["retracted_at"] is None:
        _change(transaction, known, {"retracted_at": now, "retraction_reason": reason.strip()}, now=now)
    return get_case(transaction, key, today=today)


def check_outcome(outcome: str | None) -> None:
    """See that an outcome is a known one. Raises Invalid, naming those that are."""
    if outcome is not None and outcome not in OUTCOMES:
        raise Invalid(
            f"There is no outcome {outcome}; there are: {', '.join(OUTCOMES)}.",
            f"Không có kết cục {outcome}; hiện có: {', '.join(OUTCOMES)}.",
            field="outcome",
        )


def _known(transaction: Transaction, key: str) -> dict[str, Any]:
    _, found = find_cases(transaction, keys=[key], limit=1)
    if not found:
        raise NotFound(f"No case has the key {key}.", f"Không có ca bệnh nào mang khóa {key}.", field="case")
    return found[0]


def _change(transaction: Transaction, known: Mapping[str, Any], said: Mapping[str, Any], *, now: datetime) -> None:
    """Write what differs from what a case says, and keep what it said."""
    before = {**known, **dates_of(known)}
    if all(before[name] == value for name, value in said.items()):
        return
    properties = {**said, "history": remembered(known, now=now)}
    transaction.run("cases/update", key=known["key"], properties=properties)


def _documents(transaction: Transaction, found: Sequence[Mapping[str, Any]], today: date) -> list[dict[str, Any]]:
    people = cards(transaction, {case["person"] for case in found}, day=today)
    return [
        {
            "key": case["key"],
            "person": people[case["person"]].to_document(),
            "disease": case["disease"],
            **{name: iso_day(case[name]) for name in DATES},
            "outcome": case["outcome"],
            "retracted": case["retracted_at"] is not None,
            "reason": case["retraction_reason"],
        }
        for case in found
    ]
