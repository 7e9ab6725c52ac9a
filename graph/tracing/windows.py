"""Windows: the days on which a person can have infected others (shared/tracing.md, "Windows")."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph.errors import Invalid
from graph.tracing.days import STILL, Span
from graph.tracing.rules import RuleSet


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDates:
    """The dates of a case; each may be unknown."""

    onset: date | None = None
    sampled: date | None = None
    confirmed: date | None = None
    isolated: date | None = None

    def overridden(self, other: "CaseDates") -> "CaseDates":
        """Return these dates with those of ``other`` that are known in their place."""
        return CaseDates(
            onset=other.onset or self.onset,
            sampled=other.sampled or self.sampled,
            confirmed=other.confirmed or self.confirmed,
            isolated=other.isolated or self.isolated,
        )


def case_window(dates: CaseDates, *, rules: RuleSet, as_of: date, isolations: Iterable[Span] = ()) -> Span | None:
    """Return the first and last infectious day of a case, or None where there is none by ``as_of``.

    From ``before`` days before the anchor to the day of isolation or ``as_of``, and never later than ``after`` days
    past the anchor where the rule set gives that number. ``isolations`` are what was recorded of the person beside the
    case. Raises Invalid where no anchor of the rule set is known.
    """
    known = next(((name, day) for name in rules.anchors if (day := getattr(dates, name)) is not None), None)
    if known is None:
        names = ", ".join(rules.anchors)
        raise Invalid(
            f"The case has none of the dates that rule set {rules.id} starts from ({names}); give one of them.",
            f"Ca bệnh không có ngày nào mà bộ quy tắc {rules.id} cần ({names}); hãy cho ít nhất một ngày.",
            field=rules.anchors[0],
        )
    anchor, day = known[0], known[1].toordinal()
    last = as_of.toordinal()
    if (after := rules.after.get(anchor)) is not None:
        last = min(last, day + after)
    own = [] if dates.isolated is None else [(dates.isolated.toordinal(), STILL)]
    return _until_isolation(day - rules.before[anchor], last, [*own, *isolations])


def contact_window(first_exposure: int, isolations: Iterable[Span], *, rules: RuleSet, as_of: date) -> Span | None:
    """Return the days on which a contact can have infected others, or None.

    From ``latent_days`` after the first exposure (3638/QĐ-BYT counts an F2 from when the F1 could have been infected)
    to the earliest isolation from then on, or ``as_of``.
    """
    return _until_isolation(first_exposure + rules.latent_days, as_of.toordinal(), isolations)


def _until_isolation(first: int, last: int, isolations: Iterable[Span]) -> Span | None:
    """Cut a window at the earliest isolation; one that began before it and holds on its first day leaves no day.

    An isolation that was over before the window began says nothing of it: somebody released in April can infect in
    May. A release after the window's start has no effect.
    """
    holding = [since for since, until in isolations if until >= first]
    if holding and min(holding) < first:
        return None
    last = min([last, *holding])
    return (first, last) if first <= last else None
