"""The purge against an oracle on random worlds; what it proves; kills; clocks that jump; open cases."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import graph.retention.purge as purging
from graph.clock import VIETNAM
from graph.database import Connection, Database
from graph.errors import Invalid
from graph.retention.clocks import DEFAULTS
from graph.retention.freezing import frozen
from graph.retention.proof import digest, removed
from graph.retention.purge import Asked, checked_day, purge, purge_documents, shown
from graph.tracing.rules import all_rules
from tests.drawing import day, draw, run, wipe
from tests.graph.backup.pictures import hash_of
from tests.graph.tracing.worlds import TODAY, make_rules, make_world, maybe, moment, product_document, write
from tests.oracles import retention as oracle
from tests.oracles.trace import Ask

SECRET = b"a secret of this test"
DEFAULT_RULES = list(all_rules().values())
#: Each world is another graph to Neo4j's planner, which plans two dozen queries anew: a second or more an example.
SMALL = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def asked(on: date, days: Mapping[str, int | None] = DEFAULTS, rules: Any = DEFAULT_RULES) -> Asked:
    return Asked(day=on, days=days, rules=rules, by="test")


def random_clocks(chance: Random) -> dict[str, Any]:
    work = chance.randint(5, 40)
    told = {kind: chance.randint(1, work) for kind in ("doses", "identity", "residence", "vehicle")}
    others = {kind: chance.randint(1, 40) for kind in ("met", "withdrawn", "cases", "events")}
    return {**DEFAULTS, "work": work, **told, **others}


def drawn(database: Database, chance: Random) -> tuple[Any, set[str], dict[str, str], int, dict[str, Any]]:
    """A random world with closed cases, phones and doses in the graph; the day of the purge, and its clocks."""
    world = make_world(chance)
    for same in world.same:
        same.recorded = 0
    write(database, world)
    closed = {case.key for case in world.cases if chance.random() < 0.7}
    workers = [key for key, company in world.people.items() if company]
    mates = [key for key, company in world.people.items() if not company]
    tellers = {key: chance.choice(workers) for key in mates if workers and chance.random() < 0.7}
    tell(database, tellers)
    run(database, "MATCH (c:Case) WHERE c.key IN $keys SET c.outcome = 'recovered'", keys=sorted(closed))
    run(database, "MATCH (w:Worker) SET w.phone = '0912345678', w.dose_2_date = date('2021-05-01')")
    return world, closed, tellers, TODAY + chance.randint(0, 90), random_clocks(chance)


def tell(database: Database, tellers: dict[str, str]) -> None:
    """Say whose roster told where cohabitants live."""
    pairs = [list(pair) for pair in tellers.items()]
    look = "UNWIND $pairs AS pair MATCH (:Person {key: pair[0]})-[m:LIVES_IN]->() SET m.named_by = pair[1]"
    run(database, look, pairs=pairs)


def hour(number: int) -> int:
    """The day in Vietnam of a moment of the worlds."""
    return moment(number).astimezone(VIETNAM).date().toordinal()


def there(database: Database, world: Any) -> oracle.Left:
    """What is in the graph, in the oracle's words."""

    def number(found: Any) -> int | None:
        return None if found is None else int(found.to_native().toordinal())

    rows = run(
        database,
        "MATCH (p)-[m:WORKS_IN|LIVES_IN|RIDES]->(g) RETURN p.key, g.key, m.since, m.until, m.retracted_at IS NOT NULL",
    )
    lists = run(
        database,
        """RETURN COLLECT { MATCH ()-[m:MET]->() RETURN m.key }, COLLECT { MATCH (e:Event) RETURN e.key },
           COLLECT { MATCH (c:Case) RETURN c.key }, COUNT { MATCH ()-[:WAS_SAME_AS]->() },
           COLLECT { MATCH (p:Person) RETURN p.key }, COLLECT { MATCH (g:Group) RETURN g.key },
           COLLECT { MATCH (p:Worker) WHERE p.phone IS NOT NULL RETURN p.key },
           COLLECT { MATCH (p:Worker) WHERE p.dose_2_date IS NOT NULL RETURN p.key }""",
    )[0].values()
    met, events, cases, parted, people, places, identified, dosed = lists
    return oracle.Left(
        members=Counter((p, g, number(since), number(until), gone) for p, g, since, until, gone in rows),
        met=set(met),
        isolations={int(key.removeprefix("e")) for key in events},
        cases=set(cases),
        parted=parted,
        people=set(people),
        places=set(places),
        identified=set(identified),
        dosed=set(dosed),
    )


@given(st.randoms(use_true_random=False))
@SMALL
def test_all_that_is_due_goes_nothing_else_does_and_open_cases_trace_as_before(
    prepared: Database, chance: Random
) -> None:
    world, closed, tellers, on, days = drawn(prepared, chance)
    rules, plain_rules = make_rules(chance)
    want = asked(date.fromordinal(on), days, [rules])
    expected, held = oracle.left(world, plain_rules, closed=closed, day=on, days=days, hour=hour, tellers=tellers)
    found = prepared.read(lambda t: frozen(t, day=want.day, rules=[rules]))
    assert found.people == held
    open_ = [case.key for case in world.cases if oracle.is_open(case, closed, on)]
    assert [case.key for case in found.cases] == sorted(open_)
    asks = [
        Ask(named=[key], as_of=as_of, known_at=known_at, depth=maybe(chance, chance.randint(1, 3), 0.3))
        for key in open_[:2]
        for as_of, known_at in ((on, None), (TODAY, chance.randint(0, 12)))
    ]
    before = [traced(prepared, world, rules, ask, on) for ask in asks]
    due = {c["kind"]: c["due"] for c in shown(prepared, day=want.day, days=days, rules=[rules])["clocks"]}
    proof = purge(prepared, want, secret=SECRET)
    assert there(prepared, world) == expected
    assert [traced(prepared, world, rules, ask, on) for ask in asks] == before
    assert (proof["remaining"], proof["finished_at"] is not None) == ({}, True)
    cascades = ("persons", "suggestions", "places", "events")
    told = {kind: count for kind, count in proof["counts"].items() if kind not in cascades}
    assert told == {kind: count for kind, count in due.items() if count and kind not in cascades}
    assert purge(prepared, want, secret=SECRET)["counts"] == {}


def traced(database: Database, world: Any, rules: Any, ask: Ask, on: int) -> dict[str, Any]:
    document = product_document(database, world, rules, ask)
    if ask.as_of < on or ask.known_at is not None:
        # How complete companies were on an earlier day is told by people who have gone since.
        document.pop("missing")
    return document


@given(st.randoms(use_true_random=False))
@SMALL
def test_cut_off_between_any_two_transactions_and_run_again(prepared: Database, chance: Random) -> None:
    world, closed, tellers, on, days = drawn(prepared, chance)
    kept = deepcopy(world)
    want = asked(date.fromordinal(on), days)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(purging, "BATCH", 2)
        purge(prepared, want, secret=SECRET)
        undisturbed, steps = bare_hash(prepared), batches(prepared)
        write(prepared, kept)
        tell(prepared, tellers)
        run(prepared, "MATCH (c:Case) WHERE c.key IN $keys SET c.outcome = 'recovered'", keys=sorted(closed))
        run(prepared, "MATCH (w:Worker) SET w.phone = '0912345678', w.dose_2_date = date('2021-05-01')")
        cut_after(patch, chance.randint(0, max(0, steps - 1)))
        if steps:
            with pytest.raises(_Cut):
                purge(prepared, want, secret=SECRET)
    purge(prepared, want, secret=SECRET)
    assert bare_hash(prepared) == undisturbed


class _Cut(Exception):
    """The process is gone."""


def cut_after(patch: pytest.MonkeyPatch, count: int) -> None:
    """End the process before the transaction after so many."""
    original, done = purging._batch, [0]

    def batch(*arguments: Any) -> Any:
        if done[0] >= count:
            raise _Cut
        removed, held = original(*arguments)
        done[0] += bool(removed)
        return removed, held

    patch.setattr(purging, "_batch", batch)


def batches(database: Database) -> int:
    return int(run(database, "MATCH (b:PurgeBatch) RETURN count(b)")[0][0])


def bare_hash(database: Database) -> str:
    """The graph's hash without the proofs and the ledger's count, which differ by how often it was begun."""
    run(database, "MATCH (n:Purge|PurgeBatch) DETACH DELETE n")
    run(database, "MATCH (l:Ledger) SET l.revision = 0")
    return hash_of(database)


CHILD = """
import sys
from datetime import date
import graph.retention.purge as purging
from graph.database import Connection, Database
from graph.retention.clocks import DEFAULTS
from graph.tracing.rules import all_rules
purging.BATCH = 5
with Database(Connection(*sys.argv[1:5])) as database:
    purging.purge(database, purging.Asked(day=date(2021, 12, 1), days=DEFAULTS, rules=list(all_rules().values()),
                  by="child"), secret=b"a secret of this test")
"""


def test_killed_in_the_middle(database: Database, connection: Connection) -> None:
    def crowd() -> None:
        wipe(database)
        draw(database, groups=[("c", "company", None), ("r", "room", None)])
        run(
            database,
            """UNWIND range(1, 400) AS n CREATE (p:Person:Worker {key: 'w' + n, name: 'x', phone: '0912345678'})
               WITH p, n MATCH (c {key: 'c'}), (r {key: 'r'})
               CREATE (p)-[:WORKS_IN {until: date('2021-05-01') + duration({days: n % 3 * 150}), row: n}]->(c)
               CREATE (p)-[:LIVES_IN {row: n}]->(r)""",
        )

    crowd()
    want = asked(date(2021, 12, 1))
    purge(database, want, secret=SECRET)
    assert run(database, "MATCH (w:Worker) RETURN count(w)")[0][0] == 267
    undisturbed = bare_hash(database)
    crowd()
    where = (connection.uri, connection.username, connection.password, connection.database)
    child = subprocess.Popen([sys.executable, "-c", CHILD, *where])
    until = time.monotonic() + 60
    while batches(database) < 10:
        assert child.poll() is None, "it ended before it was killed"
        assert time.monotonic() < until
    os.kill(child.pid, signal.SIGKILL)
    child.wait(10)
    first = purge_documents(database, limit=9)["purges"][0]
    assert (first["finished_at"], first["counts"]) == (None, None), "it was cut off"
    told = run(database, "MATCH (b:PurgeBatch) RETURN sum(b.count), sum(size(b.records))")[0].values()
    second = purge(database, want, secret=SECRET)
    both = run(database, "MATCH (b:PurgeBatch) RETURN sum(b.count)")[0][0]
    assert told[0] == told[1] == both - sum(second["counts"].values()) > 0
    assert bare_hash(database) == undisturbed


def test_two_purges_at_once_remove_each_record_once(an: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(purging, "BATCH", 1)
    want = asked(date(2022, 5, 1))
    with ThreadPoolExecutor(2) as pool:
        proofs = list(pool.map(lambda _: purge(an, want, secret=SECRET), range(2)))
    counts = sum((Counter(proof["counts"]) for proof in proofs), Counter())
    assert counts == {"identity": 2, "residence": 2, "work": 2, "persons": 3, "places": 3}
    assert {proof["number"] for proof in proofs} == {1, 2}
    told = run(an, "MATCH (b:PurgeBatch) UNWIND b.records AS one RETURN count(one), count(DISTINCT one)")[0]
    assert told.values() == [12, 12]
    assert [proof["remaining"] for proof in proofs] == [{}, {}]


WORK = {"person": "an", "group": "t", "since": day("2021-01-05"), "until": day("2021-03-01")}


@pytest.fixture
def an(database: Database) -> Database:
    """An left on 1 March; Bình shared the team and works on; Chi left, alone in another firm."""
    draw(
        database,
        groups=[("c", "company", None), ("w", "workshop", "c"), ("t", "team", "w"), ("x", "company", None),
                ("v", "village", None), ("h", "house", "v"), ("r", "room", "h")],
        people=[{"key": key, "phone": "0912345678"} for key in ("an", "binh", "chi")]
        + [{"key": "r~hoa", "kind": "cohabitant"}],
        memberships=[
            WORK,
            {"person": "binh", "group": "t", "since": day("2021-01-05")},
            {"person": "chi", "group": "x", "until": day("2021-03-01")},
            {"person": "an", "group": "r"},
            {"person": "r~hoa", "group": "r", "named_by": "an"},
        ],
    )  # fmt: skip
    return database


def keys(database: Database, label: str) -> set[str]:
    return {row[0] for row in run(database, f"MATCH (n:{label}) RETURN n.key")}


def test_who_left_goes_step_by_step(an: Database) -> None:
    purge(an, asked(date(2021, 5, 30)), secret=SECRET)
    assert keys(an, "Person") == {"an", "binh", "chi", "r~hoa"}
    assert run(an, "MATCH (p {key: 'an'}) RETURN p.phone")[0][0] == "0912345678", "kept for 90 whole days"
    counts = purge(an, asked(date(2021, 5, 31)), secret=SECRET)["counts"]
    assert counts == {"identity": 2}
    assert purge(an, asked(date(2021, 6, 29)), secret=SECRET)["counts"] == {}
    counts = purge(an, asked(date(2021, 6, 30)), secret=SECRET)["counts"]
    assert counts == {"residence": 2, "work": 2, "persons": 3, "places": 3}, "the housemate was known by An's row"
    assert (keys(an, "Person"), keys(an, "Group")) == ({"binh"}, {"c", "w", "t", "x"})
    for person in ("an", "chi"):
        assert next(one["kind"] for one in removed(an, person, secret=SECRET)) == "identity"
    assert removed(an, "binh", secret=SECRET) == [] == removed(an, "an", secret=b"another")
    text = str(run(an, "MATCH (n:Purge|PurgeBatch) RETURN properties(n)"))
    assert not any(key in text for key in ("'an'", "chi", "hoa", "0912345678"))


def test_an_open_case_holds_back_whom_its_trace_can_reach(an: Database) -> None:
    draw(an, cases=[{"key": "k", "person": "binh", "onset": day("2021-03-03")}])
    want = asked(date(2022, 5, 1))
    document = shown(an, day=want.day, days=DEFAULTS, rules=DEFAULT_RULES)
    assert (document["open_cases"], document["frozen"]) == (["k"], 3), "An was in the team on 1 March"
    purge(an, want, secret=SECRET)
    assert keys(an, "Person") == {"an", "binh", "r~hoa"}
    assert run(an, "MATCH (p {key: 'an'}) RETURN p.phone")[0][0] == "0912345678"
    run(an, "MATCH (c:Case) SET c.onset = date('2021-03-05')")
    assert shown(an, day=want.day, days=DEFAULTS, rules=DEFAULT_RULES)["frozen"] == 1, "three days before: from 2 March"
    run(an, "MATCH (c:Case) SET c.onset = date('2021-03-03'), c.outcome = 'recovered'")
    assert shown(an, day=date(2021, 4, 14), days=DEFAULTS, rules=DEFAULT_RULES)["frozen"] == 3, "42 days"
    assert shown(an, day=date(2021, 4, 15), days=DEFAULTS, rules=DEFAULT_RULES)["frozen"] == 0
    purge(an, want, secret=SECRET)
    assert keys(an, "Person") == {"binh"}


def test_a_case_that_is_registered_between_two_transactions_is_held_back(
    an: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = purging._batch

    def batch(database: Database, way: Any, *rest: Any) -> Any:
        if way.kind == "residence" and not keys(database, "Case"):
            # As any change does it: it takes the ledger.
            draw(an, cases=[{"key": "k", "person": "binh", "onset": day("2021-03-03")}])
            run(an, "MATCH (l:Ledger) SET l.revision = l.revision + 1")
        return original(database, way, *rest)

    monkeypatch.setattr(purging, "_batch", batch)
    assert purge(an, asked(date(2022, 5, 1)), secret=SECRET)["counts"] == {"identity": 2, "work": 1, "persons": 1}
    assert keys(an, "Person") == {"an", "binh", "r~hoa"}


def test_what_is_no_person(database: Database) -> None:
    old, new = datetime(2021, 1, 1, tzinfo=UTC), datetime(2022, 4, 25, tzinfo=UTC)
    draw(database, people=[{"key": "binh"}], cases=[{"key": "k", "person": "binh", "onset": day("2022-04-20")}])
    run(
        database,
        """UNWIND [['old', $old], ['new', $new]] AS row
           CREATE (:Import {key: row[0], started_at: row[1], report: '{}', file: 'a.xlsx'})
           CREATE (:Session {key: row[0], expires_at: row[1]}) CREATE (:Token {key: row[0], expires_at: row[1]})
           CREATE (:Token {key: row[0] + ' forever', created_at: row[1]})
           CREATE (:FailedSignIn {key: row[0], last_at: row[1]})
           CREATE (:IssuedList {key: row[0], issued_at: row[1], question: '{"cases":[{"key":"none"}]}'})
           CREATE (:Suggestion {key: row[0]})
           CREATE (:AuditEntry {key: row[0]})""",
        old=old,
        new=new,
    )
    run(
        database,
        'CREATE (:IssuedList {key: \'open\', issued_at: $old, question: \'{"cases":[{"key":"k"}]}\'})',
        old=old,
    )
    counts = purge(database, asked(date(2022, 5, 1)), secret=SECRET)["counts"]
    assert counts == {"lists": 1, "imports": 1, "sessions": 4, "suggestions": 2}
    assert keys(database, "Session") == {"new"} == keys(database, "FailedSignIn")
    assert (keys(database, "Token"), keys(database, "IssuedList")) == ({"new", "new forever"}, {"new", "open"})
    assert run(database, "MATCH (i:Import) RETURN i.key, i.report, i.file ORDER BY i.key")[1].values() == [
        "old", None, "a.xlsx",
    ]  # fmt: skip
    assert keys(database, "AuditEntry") == {"old", "new"}, "the log is chained"


def test_the_day_of_a_purge(database: Database) -> None:
    today = date(2026, 11, 27)
    assert checked_day(database, None, today=today) == today, "of an empty graph nothing can be lost"
    run(database, "CREATE (:Import {key: 'i', started_at: $at})", at=datetime(2026, 10, 13, tzinfo=UTC))
    assert checked_day(database, None, today=today) == today, "45 days without a file are possible"
    for jumped, last in ((today + timedelta(days=1), "13/10/2026"), (date(2038, 1, 19), "28/11/2026")):
        log(database, jumped.isoformat())
        with pytest.raises(Invalid) as error:
            checked_day(database, None, today=jumped)
        assert ("--as-of" in error.value.en, last in error.value.vi) == (True, True)
        with pytest.raises(Invalid):
            checked_day(database, None, today=jumped + timedelta(days=6))
    assert checked_day(database, date(2026, 11, 20), today=date(2038, 1, 19)) == date(2026, 11, 20)
    with pytest.raises(Invalid):
        checked_day(database, today + timedelta(days=1), today=today)
    log(database, "2026-11-20")
    assert checked_day(database, None, today=today + timedelta(days=30)) == today + timedelta(days=30)


def test_a_new_graph_needs_no_past(database: Database) -> None:
    run(database, "CREATE (:Import {key: 'i', started_at: $at})", at=datetime(2026, 11, 25, tzinfo=UTC))
    assert checked_day(database, None, today=date(2026, 11, 27)) == date(2026, 11, 27)


def log(database: Database, at: str) -> None:
    """Somebody used the service on that day, by its clock."""
    said = f'{{"actor":"an","at":"{at}T08:00:00.000+00:00"}}'
    look = "MATCH (e:AuditEntry) WITH count(e) AS n CREATE (:AuditEntry {number: n + 1, text: $said})"
    run(database, look, said=said)


def test_the_hash_before_and_after(an: Database) -> None:
    before = hash_of(an)
    proof = purge(an, asked(date(2022, 5, 1)), secret=SECRET, hashed=True)
    assert (proof["hash_before"], proof["hash_after"] not in (None, before)) == (before, True)
    digests = {digest(SECRET, "persons", key) for key in ("an", "chi", "r~hoa")}
    rows = run(an, "MATCH (b:PurgeBatch {kind: 'persons'}) RETURN b.records")
    assert {one for row in rows for one in row[0]} == digests


def test_who_is_reached_again_from_an_earlier_day_leads_on_from_there(database: Database) -> None:
    """Bình, a case of May, lived with a case of March; Chi rode with Bình in March only."""
    draw(
        database,
        groups=[("r", "room", None), ("v", "vehicle", None)],
        people=[{"key": "an"}, {"key": "binh"}, {"key": "chi"}],
        memberships=[
            {"person": "an", "group": "r"},
            {"person": "binh", "group": "r", "until": day("2021-03-05")},
            {"person": "binh", "group": "v", "until": day("2021-03-06")},
            {"person": "chi", "group": "v", "until": day("2021-03-06")},
        ],
        cases=[
            {"key": "k1", "person": "an", "onset": day("2021-03-01")},
            {"key": "k2", "person": "binh", "onset": day("2021-05-01")},
        ],
    )
    found = database.read(lambda t: frozen(t, day=day("2021-06-01"), rules=DEFAULT_RULES))
    assert found.people == {"an", "binh", "chi"}


def test_dates_of_a_case_that_were_corrected_count_too(an: Database) -> None:
    past = '{"until": "2021-04-01T00:00:00+00:00", "retracted": false, "onset": "2021-03-03", "sampled": null, '
    past += '"confirmed": null, "isolated": null, "outcome": null}'
    draw(an, cases=[{"key": "k", "person": "binh", "onset": day("2021-04-03"), "history": [past]}])
    assert shown(an, day=day("2022-05-01"), days=DEFAULTS, rules=DEFAULT_RULES)["frozen"] == 3
