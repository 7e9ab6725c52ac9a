"""Random small worlds, as the oracle knows them and as they stand in a real Neo4j; the answer in the oracle's words."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from graph.case_history import remembered
from graph.database import Database
from graph.tracing.document import trace_document
from graph.tracing.question import Question, TracedCase
from graph.tracing.rules import RuleSet, SettingRule, rule_set
from graph.tracing.trace import trace
from graph.tracing.windows import CaseDates
from tests.drawing import draw, run, wipe
from tests.oracles import trace as oracle

TODAY = date(2021, 5, 20).toordinal()
SETTINGS = ("room", "house", "team", "workshop", "company", "vehicle", "met")
RATES = {
    "met": 0.0061,
    "room": 0.0234,
    "team": 0.0061,
    "vehicle": 0.0061,
    "workshop": 0.0012,
    "house": 0.0012,
    "company": 0.0003,
}


def maybe(chance: Random, value: Any, probability: float) -> Any:
    return value if chance.random() < probability else None


def make_world(chance: Random) -> oracle.World:
    """Two firms, houses with rooms, a dormitory, a village, vehicles; moves, shifts, unknown days, joined records."""
    world = oracle.World()
    for firm in ("c1", "c2"):
        world.groups[firm] = ("company", None)
        for w in range(chance.randint(1, 2)):
            world.groups[f"{firm}~w{w}"] = ("workshop", firm)
            for t in range(chance.randint(0, 2)):
                world.groups[f"{firm}~w{w}~t{t}"] = ("team", f"{firm}~w{w}")
    world.groups |= {"village": ("village", None), "h1": ("house", "village"), "h2": ("house", None)}
    world.groups |= {"h1r1": ("room", "h1"), "h1r2": ("room", "h1"), "h2r1": ("room", "h2"), "r9": ("room", None)}
    world.groups |= {"v1": ("vehicle", None), "v2": ("vehicle", None)}
    for number in range(chance.randint(4, 12)):
        world.people[f"p{number:02d}"] = maybe(chance, chance.choice(("c1", "c2")), 0.85)
    for person, company in world.people.items():
        add_memberships(chance, world, person, company)
    keys = sorted(world.people)
    for _ in range(chance.choice((0, 0, 1, 2))):
        a, b = chance.sample(keys, 2)
        if world.people[a] is not None:
            world.same.append(oracle.Same(a, b, *times(chance)))
    for number in range(chance.randint(1, 4)):
        world.cases.append(make_case(chance, f"case{number}", chance.choice(keys)))
    for number in range(chance.choice((0, 0, 1, 2, 4))):
        a, b = chance.sample(keys, 2)
        since = TODAY - chance.randint(0, 20)
        world.met.append(oracle.Met(f"met{number}", a, b, since, since + chance.choice((0, 0, 1, 5)), *times(chance)))
    for _ in range(chance.choice((0, 0, 1, 2, 3))):
        since = TODAY - chance.randint(0, 30)
        until = maybe(chance, since + chance.randint(0, 15), 0.5)
        world.isolations.append(oracle.Isolation(chance.choice(keys), since, until, *times(chance)))
    return world


def times(chance: Random) -> tuple[int, int | None]:
    """When a fact was recorded, and perhaps retracted."""
    recorded = chance.randint(0, 9)
    return recorded, maybe(chance, recorded + chance.randint(1, 9), 0.2)


def add_memberships(chance: Random, world: oracle.World, person: str, company: str | None) -> None:
    work = [g for g, (setting, _) in world.groups.items() if company and g.split("~")[0] == company]
    homes = [g for g, (setting, _) in world.groups.items() if setting in ("room", "house", "village")]
    for choices, most in ((work, 2), (homes, 2), (["v1", "v2"], 1)):
        for _ in range(chance.randint(0 if choices is not work else 1, most) if choices else 0):
            since = maybe(chance, TODAY - chance.randint(0, 30), 0.7)
            until = maybe(chance, (since or TODAY - 20) + chance.randint(0, 25), 0.4)
            recorded, retracted = times(chance)
            world.members.append(
                oracle.Member(
                    person=person,
                    group=chance.choice(choices),
                    since=since,
                    until=until,
                    shift=maybe(chance, chance.choice(("1", "2")), 0.4) if choices is work else None,
                    recorded=recorded,
                    retracted=retracted,
                )
            )


def make_case(chance: Random, key: str, person: str) -> oracle.Sick:
    anchor = TODAY - chance.randint(0, 20)
    which = chance.choice(("onset", "sampled", "confirmed"))
    case = oracle.Sick(key, person, isolated=maybe(chance, anchor + chance.randint(-6, 8), 0.6))
    setattr(case, which, anchor)
    if which == "onset" and chance.random() < 0.3:
        case.confirmed = anchor + 2
    case.registered, case.retracted = times(chance)
    if chance.random() < 0.3:
        changed = case.registered + chance.randint(0, 5)
        if case.retracted is None or changed <= case.retracted:
            case.earlier = (changed, maybe(chance, anchor + chance.randint(-6, 8), 0.5))
    return case


def make_rules(chance: Random) -> tuple[RuleSet, oracle.Rules]:
    base = rule_set(chance.choice(("vn-3638-2021", "vn-5053-2020")))
    if chance.random() < 0.4:
        rules = base
    else:
        levels = ((1,), (1, 2), (1, 2, 3), (2,))
        counted = {
            name: SettingRule(
                levels=chance.choice(levels), grade=chance.choice(("near", "distant")), daily_rate=RATES[name]
            )
            for name in SETTINGS
            if chance.random() < 0.85
        }
        rules = replace(
            base,
            settings=counted or base.settings,
            before={name: chance.randint(0, 4) for name in ("onset", "sampled", "confirmed")},
            after={name: chance.randint(0, 9) for name in ("onset", "confirmed") if chance.random() < 0.4},
            latent_days=chance.choice((0, 0, 1, 2)),
            expand=chance.choice(("near", "all")),
            shifts=chance.choice(("apart", "apart", "ignored")),
            max_level=chance.randint(1, 3),
        )
    plain = oracle.Rules(
        before=dict(rules.before),
        after=dict(rules.after),
        latent=rules.latent_days,
        max_level=rules.max_level,
        expand=rules.expand,
        shifts=rules.shifts,
        settings={name: (tuple(s.levels), s.grade, s.daily_rate) for name, s in rules.settings.items()},
    )
    return rules, plain


def moment(number: int) -> datetime:
    return datetime(2021, 6, 1, tzinfo=UTC) + timedelta(hours=number)


def as_day(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)


def write(database: Database, world: oracle.World) -> None:
    wipe(database)
    draw(
        database,
        groups=[(key, setting, larger) for key, (setting, larger) in world.groups.items()],
        people=[
            {"key": key, "code": key, "company": company, "kind": "worker" if company else "cohabitant"}
            for key, company in world.people.items()
        ],
        memberships=[
            {
                "person": m.person,
                "group": m.group,
                "since": as_day(m.since),
                "until": as_day(m.until),
                "shift": m.shift,
                "recorded_at": moment(m.recorded),
                "retracted_at": None if m.retracted is None else moment(m.retracted),
            }
            for m in world.members
        ],
        same_as=[(s.a, s.b) for s in world.same if s.retracted is None],
        cases=[case_properties(case) for case in world.cases],
        met=[
            {"a": m.a, "b": m.b, "key": m.key, "since": as_day(m.since), "until": as_day(m.until), **recorded(m)}
            for m in world.met
        ],
        events=[
            {"key": f"e{n}", "person": i.person, "kind": "isolation", "since": as_day(i.since),
             "until": as_day(i.until), **recorded(i)}
            for n, i in enumerate(world.isolations)
        ],
    )  # fmt: skip
    run(
        database,
        """UNWIND $joins AS row MATCH (:Person {key: row.a})-[s:SAME_AS]-(:Person {key: row.b})
           SET s.decided_at = row.at""",
        joins=[{"a": s.a, "b": s.b, "at": moment(s.recorded)} for s in world.same if s.retracted is None],
    )
    run(
        database,
        """UNWIND $joins AS row MATCH (a:Person {key: row.a}), (b:Person {key: row.b})
           CREATE (a)-[:WAS_SAME_AS {decided_at: row.at, retracted_at: row.gone}]->(b)""",
        joins=[
            {"a": s.a, "b": s.b, "at": moment(s.recorded), "gone": moment(s.retracted)}
            for s in world.same
            if s.retracted is not None
        ],
    )


def recorded(fact: oracle.Met | oracle.Isolation) -> dict[str, Any]:
    gone = None if fact.retracted is None else moment(fact.retracted)
    return {"recorded_at": moment(fact.recorded), "retracted_at": gone}


def case_properties(case: oracle.Sick) -> dict[str, Any]:
    """A case as the product keeps it: what it said before is in its history."""
    days = {name: as_day(getattr(case, name)) for name in ("onset", "sampled", "confirmed", "isolated")}
    properties = {"key": case.key, "person": case.person, **days, "registered_at": moment(case.registered)}
    if case.earlier is not None:
        before = {**days, "isolated": as_day(case.earlier[1]), "retracted_at": None, "outcome": None, "history": None}
        properties["history"] = remembered(before, now=moment(case.earlier[0]))
    if case.retracted is not None:
        before = {**days, "retracted_at": None, "outcome": None, "history": properties.get("history")}
        properties |= {
            "retracted_at": moment(case.retracted),
            "history": remembered(before, now=moment(case.retracted)),
        }
    return properties


def product_answer(database: Database, world: oracle.World, rules: RuleSet, ask: oracle.Ask) -> dict[str, Any]:
    """Return the product's answer in the oracle's words."""
    return plain(product_document(database, world, rules, ask))


def product_document(database: Database, world: oracle.World, rules: RuleSet, ask: oracle.Ask) -> dict[str, Any]:
    """Return the document of the product's trace."""
    named = [case for case in world.cases if case.key in ask.named]
    question = Question(
        cases=tuple(
            TracedCase(
                key=case.key,
                record=case.person,
                dates=CaseDates(
                    onset=as_day(case.onset),
                    sampled=as_day(case.sampled),
                    confirmed=as_day(case.confirmed),
                    isolated=as_day(case.isolated),
                ),
            )
            for case in named
        ),
        rules=rules,
        as_of=date.fromordinal(ask.as_of),
        known_at=None if ask.known_at is None else moment(ask.known_at),
        depth=ask.depth,
        settings=None if ask.only is None else frozenset(ask.only),
        order="chance" if ask.chance else "list",
    )
    return database.read(lambda t: trace_document(t, question, trace(t, question), limit=1000, offset=0))


def ordinal(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def plain(document: dict[str, Any]) -> dict[str, Any]:
    """Return the product's document in the oracle's words."""
    counts = document["counts"]
    return {
        "windows": [
            None if c["window"] is None else (ordinal(c["window"]["from"]), ordinal(c["window"]["to"]))
            for c in document["cases"]
        ],
        "depth": document["depth"],
        "contacts": [
            {
                "key": c["person"]["key"],
                "same_as": sorted(c["person"]["same_as"]),
                "level": c["level"],
                "grade": c["grade"],
                "score": c["score"],
                "case": c["case"] is not None,
                "nearest": sorted(case["key"] for case in c["nearest_cases"]),
                "first": ordinal(c["first_exposure"]),
                "last": ordinal(c["last_exposure"]),
                "days": c["exposure_days"],
                "reasons": {
                    (r["setting"], r["group"]["key"]): (
                        [source["key"] for source in r["with"]],
                        r["with_total"],
                        ordinal(r["from"]),
                        ordinal(r["to"]),
                        r["days"],
                    )
                    for r in c["reasons"]
                },
            }
            for c in document["contacts"]
        ],
        "counts": {
            "levels": counts["levels"],
            "grades": counts["grades"],
            "settings": counts["settings"],
            "companies": {(c["company"], k): n for c in counts["companies"] for k, n in c["levels"].items()},
            "workshops": {
                (w["company"], w["workshop"], k): n for w in counts["workshops"] for k, n in w["levels"].items()
            },
        },
    }
