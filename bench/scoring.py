"""Ways to order a list of contacts: the page's score and variants of it, and what was done without a score."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bench.listing import Listed, shift_of
from bench.park import ONSET
from graph.tracing.chances import Exposed, chances
from graph.tracing.days import Days, count, within
from graph.tracing.expand import BY_SHIFT, Meeting, merged
from loaders.sample.register import Register

#: The size at which dividing by a power of the group's size changes nothing: the usual one of the samples.
USUAL = {"team": 25, "workshop": 100, "house": 40, "vehicle": 15, "room": 3}


@dataclass(frozen=True, slots=True)
class Way:
    """One way to score and order.

    ``by`` names what is compared before the score. ``latent``: a source infects from so many days after being infected
    itself, which may have been on any of its days of exposure with equal chance; None: from the first exposure on.
    ``among``: an F1 may also have been infected by other F1s. ``size_power``: hazards are divided by this power of
    (size of the group / usual size). ``source_power``: a source's score is taken to this power. ``other_shift``: the
    weight of sharing a place that has several shifts where a shift is unknown. ``daily_loss``: the share of what a
    firm's file says that ceases to be true each day after it.
    """

    rates: Mapping[str, float]
    by: tuple[str, ...] = ("level", "grade")
    latent: int | None = None
    among: bool = False
    size_power: float = 0.0
    source_power: float = 1.0
    other_shift: float = 1.0
    daily_loss: float = 0.0


@dataclass(slots=True)
class _Scoring:
    """A list while it is scored: the hazard of every meeting is worked out once, whoever had it."""

    way: Way
    park: Register
    scores: dict[str, float]
    own_days: dict[str, Days]
    known: dict[tuple[int, bool], float]
    effective: dict[tuple[str, Days], float]

    def hazard(self, meeting: Meeting, contact: Listed) -> float:
        place = id(meeting), contact.shift is None
        if place not in self.known:
            self.known[place] = self._hazard(meeting, contact)
        return self.known[place]

    def _hazard(self, meeting: Meeting, contact: Listed) -> float:
        return sum(self._from(source, days, meeting, contact) for source, days in meeting.by_source.items())

    def _from(self, source: str, days: Days, meeting: Meeting, contact: Listed) -> float:
        """Return the hazard of one source's days."""
        way, setting = self.way, meeting.setting
        rate = way.rates[setting]
        if way.size_power:
            rate = min(0.5, rate * (USUAL[setting] / max(2, self.park.sizes[meeting.group])) ** way.size_power)
        mixed = way.other_shift != 1 and setting in BY_SHIFT and meeting.group in self.park.with_shifts
        if mixed and (contact.shift is None or shift_of(self.park, source) is None):
            rate *= way.other_shift
        return -math.log1p(-(self.scores[source] ** way.source_power) * rate) * self._days(source, days)

    def _days(self, source: str, days: Days) -> float:
        """Return the days on which the source can have been infectious, each by the chance that it was by then."""
        own, latent = self.own_days.get(source), self.way.latent
        if own is None or latent is None:
            return count(days)
        if (source, days) not in self.effective:
            each = (day for first, last in days for day in range(first, last + 1))
            self.effective[source, days] = sum(count(within(own, 0, day - latent)) for day in each) / count(own)
        return self.effective[source, days]

    def from_others(self, contact: Listed) -> float:
        """Return the hazard from the other F1s: what all F1s of its groups give, less its own part."""
        found = 0.0
        for meeting in contact.among:
            found += self.hazard(meeting, contact)
            if contact.person in meeting.by_source:
                found -= self._from(contact.person, meeting.by_source[contact.person], meeting, contact)
        return max(0.0, found)

    def loss(self, contact: Listed) -> float:
        last = self.park.last_file.get(contact.person.split("~")[0], ONSET)
        return (1 - self.way.daily_loss) ** max(0, ONSET - last)


def scores(found: Sequence[Listed], case: str, park: Register, way: Way) -> dict[str, float]:
    """Return the score of every contact: 1 - product of the chances to escape, level by level."""
    scoring = _Scoring(way, park, {case: 1.0}, {}, {}, {})
    hazards: dict[str, float] = {}
    for contact in sorted(found, key=lambda contact: contact.level):
        hazard = sum(scoring.hazard(meeting, contact) for meeting in contact.meetings) * scoring.loss(contact)
        hazards[contact.person] = hazard
        scoring.scores[contact.person] = -math.expm1(-hazard)
        scoring.own_days[contact.person] = contact.days
    if way.among:
        for contact in found:
            hazards[contact.person] += scoring.from_others(contact)
    return {person: -math.expm1(-hazard) for person, hazard in hazards.items()}


def ordered(found: Sequence[Listed], case: str, park: Register, way: Way) -> list[str]:
    """Return the contacts in the order of a way; equal ones (to four decimals, as shown) by key."""
    score = scores(found, case, park, way)

    def place(contact: Listed) -> tuple[int, bool, float, str]:
        level = contact.level if "level" in way.by else 0
        distant = "grade" in way.by and not contact.near
        return (level, distant, -round(score[contact.person], 4), contact.person)

    return [contact.person for contact in sorted(found, key=place)]


def likely(found: Sequence[Listed], rates: Mapping[str, float]) -> dict[str, float]:
    """Return the chance of every contact as the product gives it with --order chance."""
    exposed = {c.person: Exposed(level=c.level, days=c.days, meetings=c.meetings, among=merged(c.among)) for c in found}
    return chances(exposed, rates=rates)


def by_chance(rates: Mapping[str, float]) -> "Order":
    """Return the product's order by chance."""

    def order(found: Sequence[Listed], case: str, park: Register) -> list[str]:  # noqa: ARG001
        chance = likely(found, rates)
        return sorted(chance, key=lambda person: (-round(chance[person], 4), person))

    return order


def by_settings(found: Sequence[Listed], case: str, park: Register) -> list[str]:  # noqa: ARG001
    """Return the contacts by the number of settings shared, then by key."""

    def place(contact: Listed) -> tuple[int, str]:
        return (-len({meeting.setting for meeting in contact.meetings}), contact.person)

    return [contact.person for contact in sorted(found, key=place)]


def by_workshop(found: Sequence[Listed], case: str, park: Register) -> list[str]:
    """Return those of the case's workshop in the order of their codes, as lists of 2021 had them, and nobody else."""
    groups = {group for stay in park.of_person[case] for group, setting in stay.chain if setting == "workshop"}
    mates = {stay.person for group in groups for stay in park.of_group[group] if stay.since <= ONSET <= stay.until}
    return sorted(contact.person for contact in found if contact.person in mates)


Order = Callable[[Sequence[Listed], str, Register], list[str]]
