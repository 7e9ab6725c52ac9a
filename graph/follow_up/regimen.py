"""What a contact keeps to by the rule set, and how far it is done: quarantine until when, tests due by which day.

Days are counted after the last exposure. Two doses, the last of them fourteen days before the first exposure, make the
lighter regimen of rule sets that have one (762/BYT-DP).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from graph.tracing.rules import Regimen, RuleSet

#: A dose protects after so many days.
PROTECTED_AFTER = timedelta(days=14)
#: A test one day early counts for the day on which it was due.
EARLY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is on file of a contact: days of doses, and events as (kind, since, until, result, place)."""

    doses: tuple[date, ...] = ()
    events: tuple[tuple[str, date, date | None, str | None, str | None], ...] = ()

    def of(self, kind: str) -> list[tuple[date, date | None, str | None, str | None]]:
        """Return the events of a kind, the oldest first."""
        return [(since, until, result, place) for what, since, until, result, place in self.events if what == kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueTest:
    """A test of the regimen: when it is due, and the test that was done for it."""

    due: date
    done: date | None = None
    result: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """One contact's follow-up as seen on a day.

    ``state``: case (became one), lost, done (the days are over and the tests done), else open. ``todo`` is the day's
    work: isolate, test, overdue (a test of an earlier day is missing), release, find (lost).
    """

    until: date
    place: str
    vaccinated: bool
    tests: tuple[DueTest, ...]
    isolated: tuple[date, date | None] | None
    lost: date | None
    moved: str | None
    state: str
    todo: tuple[str, ...]

    def to_document(self) -> dict[str, Any]:
        """Return it as the trace shows it."""
        isolated = self.isolated
        return {
            "until": self.until.isoformat(),
            "place": self.place,
            "vaccinated": self.vaccinated,
            "tests": [
                {"due": test.due.isoformat(), "done": test.done and test.done.isoformat(), "result": test.result}
                for test in self.tests
            ],
            "isolated": isolated and {"on": isolated[0].isoformat(), "until": isolated[1] and isolated[1].isoformat()},
            "lost": self.lost and self.lost.isoformat(),
            "moved": self.moved,
            "state": self.state,
            "todo": list(self.todo),
            "overdue": "overdue" in self.todo,
        }


def follow_up(
    rules: RuleSet,
    *,
    level: int,
    grade: str | None,
    first_exposure: date,
    last_exposure: date,
    known: Known,
    is_case: bool,
    day: date,
) -> FollowUp | None:
    """Return a contact's follow-up as seen on ``day``; None where the rule set has none for that level and grade."""
    rule = rules.follow_up.get((grade or "", level))
    if rule is None:
        return None
    vaccinated = is_vaccinated(known.doses, before=first_exposure)
    regimen: Regimen = rule.vaccinated if vaccinated and rule.vaccinated is not None else rule
    until = last_exposure + timedelta(days=regimen.days)
    tests = tuple(_matched([last_exposure + timedelta(days=number) for number in regimen.tests], known))
    isolated = next(
        ((since, end) for since, end, _, _ in reversed(known.of("isolation")) if end is None or end >= first_exposure),
        None,
    )
    lost = next((since for since, end, _, _ in known.of("lost") if since <= day and (end is None or end >= day)), None)
    moved = next((place or "?" for since, _, _, place in reversed(known.of("moved")) if since <= day), None)
    missing = [test for test in tests if test.done is None]
    over = day > until and not any(test.due <= day for test in missing)
    state = "case" if is_case else "lost" if lost else "done" if over else "open"
    return FollowUp(
        until=until,
        place=regimen.place,
        vaccinated=vaccinated,
        tests=tests,
        isolated=isolated,
        lost=lost,
        moved=moved,
        state=state,
        todo=_todo(state, regimen, isolated, missing, until, day),
    )


def is_vaccinated(doses: Iterable[date], *, before: date) -> bool:
    """Tell whether there were two doses, the last of them fourteen days before a day."""
    protecting = [dose for dose in doses if dose + PROTECTED_AFTER <= before]
    return len(protecting) >= 2


def _matched(due: Sequence[date], known: Known) -> Iterable[DueTest]:
    """Give each due test the first one that was done for it: from the day before it on, each test once."""
    done = [(since, result) for since, _, result, _ in known.of("test")]
    for day in due:
        match = next(((since, result) for since, result in done if since >= day - EARLY), None)
        if match is not None:
            done = done[done.index(match) + 1 :]
        yield DueTest(due=day, done=match and match[0], result=match and match[1])


def _todo(
    state: str,
    regimen: Regimen,
    isolated: tuple[date, date | None] | None,
    missing: Sequence[DueTest],
    until: date,
    day: date,
) -> tuple[str, ...]:
    if state in ("case", "done"):
        return ()
    found = ["find"] if state == "lost" else []
    held = isolated is not None and isolated[0] <= day and (isolated[1] is None or isolated[1] >= day)
    if regimen.place != "none" and day <= until and not held:
        found.append("isolate")
    if any(test.due == day for test in missing):
        found.append("test")
    if any(test.due < day for test in missing):
        found.append("overdue")
    if day == until:
        found.append("release")
    return tuple(found)


def known_of(entries: Iterable[Mapping[str, Any]]) -> Known:
    """Join what is on file of a person's records: their doses and events, by day."""
    doses = {dose for entry in entries for dose in entry["doses"]}
    events = sorted((event for entry in entries for event in entry["events"]), key=lambda event: (event[1], event[0]))
    return Known(doses=tuple(sorted(doses)), events=tuple(events))
