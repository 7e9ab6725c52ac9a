"""How likely each contact is infected: the order in which the truly infected stand first, as an option.

shared/tracing.md's score takes a contact to infect others from the first shared day on, and only from level to level.
Here a contact infects others some days after its own infection, which may have been on any of its shared days with
equal chance; and contacts of a level who lead on also infect each other. On simulated outbreaks that nothing was tuned
on, this order finds more of the infected early than the page's (docs/benchmarks.md, "Ranking").
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph.tracing.days import Days, count, within
from graph.tracing.expand import Meeting

#: From infection to infecting others, in days: chosen on the training seeds of bench/ranking.py.
LATENT_DAYS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposed:
    """A contact: the shared days, what was shared with the level before, and what with its own.

    ``among`` may name the contact as a source of itself; that is left out.
    """

    level: int
    days: Days
    meetings: Iterable[Meeting]
    among: Iterable[Meeting] = ()


@dataclass(slots=True)
class _Hazards:
    """What is worked out once, whoever shared it: the hazard of a meeting, and of one source in it."""

    found: Mapping[str, Exposed]
    rates: Mapping[str, float]
    direct: dict[str, float] = field(default_factory=dict)
    of_meeting: dict[int, float] = field(default_factory=dict)

    def of(self, meeting: Meeting) -> float:
        """Return the hazard from all sources of a meeting."""
        if id(meeting) not in self.of_meeting:
            self.of_meeting[id(meeting)] = sum(self.of_source(source, meeting) for source in meeting.by_source)
        return self.of_meeting[id(meeting)]

    def of_source(self, source: str, meeting: Meeting) -> float:
        """Return the hazard from one source of a meeting; who is no contact is a case."""
        days, rate = meeting.by_source[source], self.rates[meeting.setting]
        if source not in self.found:
            return -math.log1p(-rate) * count(days)
        return -math.log1p(-self.direct[source] * rate) * infectious_days(days, self.found[source].days)


def chances(found: Mapping[str, Exposed], *, rates: Mapping[str, float]) -> dict[str, float]:
    """Return the chance of infection of every contact, 0 to 1, by person.

    ``rates`` are daily rates by setting. Sources that are not in ``found`` are cases.
    """
    hazards = _Hazards(found, rates)
    by_level = sorted(found.items(), key=lambda item: item[1].level)
    total: dict[str, float] = {}
    for person, contact in by_level:
        total[person] = sum(hazards.of(meeting) for meeting in contact.meetings)
        hazards.direct[person] = -math.expm1(-total[person])
    others = {person: _from_others(hazards, person, contact) for person, contact in by_level}
    return {person: -math.expm1(-(total[person] + others[person])) for person in found}


def _from_others(hazards: _Hazards, person: str, contact: Exposed) -> float:
    """Return the hazard from the others of the own level: what all give, less the own part."""
    given = 0.0
    for meeting in contact.among:
        given += hazards.of(meeting)
        if person in meeting.by_source:
            given -= hazards.of_source(person, meeting)
    return max(0.0, given)


def infectious_days(days: Days, own: Days) -> float:
    """Return on how many of ``days`` somebody with the shared days ``own`` is expected to infect others.

    >>> infectious_days(((11, 14),), ((8, 9),))
    3.5
    """
    each = (day for first, last in days for day in range(first, last + 1))
    return sum(count(within(own, 0, day - LATENT_DAYS)) for day in each) / count(own)
