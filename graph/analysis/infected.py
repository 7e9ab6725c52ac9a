"""The cases as the analyses look at them: standing ones of a disease, with windows and the days of infection."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from graph.case_history import as_known, dates_of
from graph.cases import DEFAULT_DISEASE, find_cases
from graph.clock import today
from graph.database import Transaction
from graph.errors import NotFound
from graph.tracing.days import Span, iso
from graph.tracing.incubation import infection_days
from graph.tracing.people import People
from graph.tracing.rules import RuleSet, rule_set, rules_in_force
from graph.tracing.windows import CaseDates, case_window

#: More standing cases than this are not looked at; the latest come first.
MOST_CASES = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """From where the analyses look: which disease, by which rule set, on which day, as known at which moment."""

    rules: RuleSet
    as_of: date
    disease: str = DEFAULT_DISEASE
    known_at: datetime | None = None

    def to_document(self) -> dict[str, Any]:
        """Return what every analysis says of its view."""
        return {
            "disease": self.disease,
            "rules": self.rules.id,
            "as_of": self.as_of.isoformat(),
            "known_at": self.known_at and self.known_at.isoformat(),
        }


def view_of(
    *,
    disease: str = DEFAULT_DISEASE,
    as_of: date | None = None,
    known_at: datetime | None = None,
    rules: str | None = None,
    own_rules: Path | None = None,
) -> View:
    """Return the view asked for: by default of COVID-19, today in Vietnam, by the rule set in force.

    Raises NotFound for an unknown rule set, Invalid for a disease without one.
    """
    day = as_of or today()
    holding = rule_set(rules, own=own_rules) if rules else rules_in_force(disease, day, own=own_rules)
    return View(rules=holding, as_of=day, disease=disease, known_at=known_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Infected:
    """One case. Days are ordinals.

    ``anchor`` is the first of the rule set's anchors that is known, ``window`` holds the infectious days (None: there
    are none by the view's day), ``infection`` the days on which it can have been infected.
    """

    key: str
    person: str
    record: str
    anchor: int
    window: Span | None
    infection: Span
    dates: CaseDates
    outcome: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbreak:
    """The standing cases of a view by anchor and key; ``undated`` are more that have no date to start from."""

    cases: tuple[Infected, ...]
    people: People
    undated: int = 0

    def records(self) -> dict[str, str]:
        """Return the person of every record of a case."""
        return {record: case.person for case in self.cases for record in self.people.records(case.person)}


def outbreak(transaction: Transaction, view: View, *, only: Collection[str] | None = None) -> Outbreak:
    """Return the cases that stand on the view's day; ``only`` names some by key. Raises NotFound for an unknown key."""
    keys = None if only is None else list(only)
    _, found = find_cases(transaction, keys=keys, disease=view.disease, limit=MOST_CASES)
    standing = [case for entry in found if (case := as_known(entry, view.known_at))]
    if missing := sorted(set(only or ()) - {case["key"] for case in standing}):
        raise NotFound(
            f"No case of {view.disease} that counts has the key {missing[0]}.",
            f"Không có ca {view.disease} còn hiệu lực mang khóa {missing[0]}.",
            field="cases",
        )
    people = People(known_at=view.known_at)
    people.learn(transaction, {case["person"] for case in standing})
    dated = [one for entry in standing if (one := _infected(entry, people, view))]
    return Outbreak(
        cases=tuple(sorted(dated, key=lambda case: (case.anchor, case.key))),
        people=people,
        undated=sum(all(entry[name] is None for name in view.rules.anchors) for entry in standing),
    )


def _infected(entry: dict[str, Any], people: People, view: View) -> Infected | None:
    """Return a case as the view sees it; None without a date, or where it began after the view's day."""
    dates = CaseDates(**dates_of(entry))
    known = [day for name in view.rules.anchors if (day := getattr(dates, name)) is not None]
    if not known or known[0] > view.as_of:
        return None
    person = people.person(entry["person"])
    anchor = known[0].toordinal()
    return Infected(
        key=entry["key"],
        person=person,
        record=entry["person"],
        anchor=anchor,
        window=case_window(dates, rules=view.rules, as_of=view.as_of, isolations=people.isolations(person)),
        infection=infection_days(anchor, view.disease),
        dates=dates,
        outcome=entry["outcome"],
    )


def curve(cases: Iterable[Infected]) -> list[dict[str, Any]]:
    """Return the epidemic curve: the days on which cases began and how many, in order."""
    counted = Counter(case.anchor for case in cases)
    return [{"on": iso(day), "cases": number} for day, number in sorted(counted.items())]
