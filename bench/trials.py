"""The trials of the ranking: scenarios, outbreaks with the list of their index case, and what follow-up teaches."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bench.listing import Listed, list_contacts, source_days
from bench.park import AS_OF, ISOLATED, ONSET, recorded
from bench.scoring import USUAL
from graph.tracing.attack_rates import Exposure
from graph.tracing.days import STILL, count, within
from graph.tracing.rules import rule_set
from loaders.sample.dice import Dice
from loaders.sample.outbreak import Hazard, Infection, hazards, spread
from loaders.sample.register import Register

RULES = rule_set("vn-3638-2021")
CITED = RULES.rates
#: True rates unlike the cited ones: spread from lodgings, and from the line and the bus. Company-wide spread is not
#: on the lists of this rule set.
FROM_HOMES = {"room": 0.06, "house": 0.006, "vehicle": 0.012, "team": 0.003, "workshop": 0.0006, "company": 0.00003}
FROM_WORK = {"room": 0.015, "house": 0.0005, "vehicle": 0.02, "team": 0.014, "workshop": 0.0005, "company": 0.00003}


@dataclass(frozen=True)
class Scenario:
    """How the infection spreads, and how much of the truth the files hold."""

    name: str
    hazard: Hazard
    missing: bool = False


HALF = {setting: rate / 2 for setting, rate in CITED.items()}

SCENARIOS = (
    Scenario("rates as cited", hazards({**CITED, "company": 0.00003})),
    Scenario("half the rates cited", hazards({**HALF, "company": 0.000015})),
    Scenario("spread from lodgings", hazards(FROM_HOMES)),
    Scenario("spread from line and bus", hazards(FROM_WORK)),
    Scenario("as many met in large groups as in small", hazards(FROM_WORK, usual=USUAL)),
    Scenario("from lodgings, data missing", hazards(FROM_HOMES), missing=True),
    Scenario("from line and bus, data missing", hazards(FROM_WORK), missing=True),
)


@dataclass(frozen=True, slots=True)
class Traced:
    """One outbreak with the list that a trace of its index case gives."""

    park: Register
    case: str
    infected: Mapping[str, Infection]
    contacts: list[Listed]

    @property
    def to_find(self) -> list[str]:
        """The contacts on the list whom the case infected, directly or through one other."""
        infected = self.infected
        return [c.person for c in self.contacts if c.person in infected and infected[c.person].links <= 2]


def infect(park: Register, case: str, hazard: Hazard, dice: Dice) -> dict[str, Infection]:
    """Return an outbreak in which the index case alone is isolated."""
    return spread(
        park,
        case,
        hazard,
        dice,
        onset=ONSET,
        until=AS_OF,
        isolated=lambda one: STILL if one.links else ISOLATED,
    )


def outbreaks(seed: int, truth: Register, scenario: Scenario, number: int) -> Iterator[Traced]:
    """Give outbreaks that infected someone on the list."""
    park = recorded(truth, seed, homes_unknown=0.44, shifts_unknown=0.4, oldest=21) if scenario.missing else truth
    dice = Dice(seed, f"outbreaks {scenario.name}")
    people = sorted(person for person, stays in park.of_person.items() if any(s.until >= AS_OF for s in stays))
    while number:
        case = dice.pick(people)
        infected = infect(truth, case, scenario.hazard, dice)
        if len(infected) == 1:
            continue
        found = list_contacts(park, case, (ONSET - RULES.before["onset"], ISOLATED), rules=RULES, as_of=AS_OF)
        traced = Traced(park, case, infected, found)
        if traced.to_find:
            number -= 1
            yield traced


def exposures(traced: Traced) -> list[Exposure]:
    """Return the contacts of all cases once everyone is followed up: days by setting until AS_OF, outcome."""
    days: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    first_hop = replace(RULES, max_level=1)
    for case in traced.infected.values():
        window = (case.onset - RULES.before["onset"], AS_OF if case.links else ISOLATED)
        if window[0] > AS_OF:
            continue
        contacts = list_contacts(traced.park, case.person, window, rules=first_hop, as_of=AS_OF)
        for person, shared in source_days(contacts).items():
            own = traced.infected.get(person)
            for (setting, _), some in shared.items():
                # Nobody is infected less than two days before the own onset.
                days[person][setting] += count(some if own is None else within(some, 0, own.onset - 2))
    days.pop(traced.case, None)
    return [Exposure(shared, infected=person in traced.infected) for person, shared in days.items()]
