"""Random worlds: a firm's answers do not depend on other firms' data beyond the counts that it may see.

Each world is asked as the firm c1; then all that others sent, and all that is known of it, is made other or taken
away, and the same is asked again. Counts are compared on their own: with who really is there.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import orjson
import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.database import Database
from graph.model.keys import fold
from graph.tracing.issued import pack
from service.accounts.roles import Role
from service.api import create_app
from service.settings import Settings
from tests.drawing import run
from tests.graph.tracing.worlds import make_world, write
from tests.oracles import trace as oracle
from tests.service.conftest import account_token

OWN = "c1"
NAMES = ("Trần Văn An", "Trần Thị An", "Lê An Bình", "Vũ Thị Đào", "Trần Đào", "Hoàng An")
#: What a firm may know of others: how many, and nothing else of them.
COUNTS = ("housemates_elsewhere", "total_all")
SEARCHES = ("an", "Trần Văn An", "p01", "0912345601", "024195000101")


def give_names(database: Database, chance: Random, world: oracle.World) -> None:
    """Give all people names, numbers and doses; a worker of their room names cohabitants; each firm sent a file."""
    names = {key: chance.choice(NAMES) for key in sorted(world.people)}
    run(
        database,
        """UNWIND $people AS row MATCH (p:Person {key: row.key})
           SET p += row, p.code_key = p.key, p.dose_1_date = date('2021-05-01')""",
        people=[
            {"key": key, "name": name, "folded_name": fold(name), "phone": f"09123456{n % 5:02d}",
             "citizen_id": f"0241950001{n % 4:02d}"}
            for n, (key, name) in enumerate(names.items())
        ],
    )  # fmt: skip
    run(
        database,
        """MATCH (p:Cohabitant)-[m:LIVES_IN]->(g)<-[:LIVES_IN]-(w:Worker)
           WITH m, w ORDER BY w.key WITH m, collect(w.key) AS namers SET m.named_by = namers[0]""",
    )
    run(
        database,
        """UNWIND ['c1', 'c2'] AS company
           CREATE (:Import {key: 'i-' + company, company: company, file: company, state: 'done', mode: 'apply',
             started_at: datetime(), errors: 0, warnings: 1, report: '{"state": "done", "findings": []}'})""",
    )


def own_people(database: Database) -> list[str]:
    return [
        row[0]
        for row in run(
            database,
            """MATCH (p:Person) WHERE p.company = $own OR EXISTS {
                 MATCH (p:Cohabitant)-[m:LIVES_IN]->() MATCH (n {key: m.named_by})
                 WHERE n.company = $own AND m.retracted_at IS NULL } RETURN p.key ORDER BY p.key""",
            own=OWN,
        )
    ]


def make_others_other(database: Database, own: list[str], chance: Random) -> None:
    """Change all that others sent and all that is known of it."""
    changes = [
        "MATCH (p:Person)-[s:SAME_AS|WAS_SAME_AS|MET]-(o) WHERE NOT (p.key IN $own AND o.key IN $own) DELETE s",
        "MATCH (c)-[:OF]->(p:Person) WHERE NOT p.key IN $own DETACH DELETE c",
        "MATCH (p:Person)-[m:WORKS_IN|RIDES]->() WHERE NOT p.key IN $own DELETE m",
        """MATCH (p:Person) WHERE NOT p.key IN $own
           SET p.key = 'other-' + p.key, p.name = 'Bùi ' + p.name, p.folded_name = 'bui ' + p.folded_name,
               p.phone = '0999999999', p.citizen_id = '001195999999', p.code_key = 'other', p.dose_1_date = null""",
        "MATCH (i:Import {company: 'c2'}) DELETE i",
        "MATCH (g:Group) WHERE g.key STARTS WITH 'c2' SET g.name = 'đổi ' + g.name",
    ]
    if chance.random() < 0.5:
        changes.append("MATCH (p:Person) WHERE NOT p.key IN $own AND p:Worker DETACH DELETE p")
    for change in changes:
        run(database, change, own=own)


def ask(client: TestClient, keys: list[str]) -> dict[str, Any]:
    """Return all that a firm can ask of these people, by address."""
    addresses = [
        *(f"/api/workers?q={text}" for text in SEARCHES),
        *(f"/api/workers?q={text}&company=c" for text in SEARCHES[:1]),
        *(f"/api/workers/{key}" for key in keys),
        "/api/companies", "/api/companies/c1", "/api/companies/c2", "/api/quality", "/api/quality?company=c2",
        "/api/imports", "/api/imports/i-c1", "/api/imports/i-c2", "/api/lists", "/api/lists/l1", "/api/lists/l2",
        "/api/lists/l1/people", "/api/lists/l2/people",
    ]  # fmt: skip
    found = {}
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code in (200, 404), (address, answer.status_code)
        found[address] = {**answer.json(), "status": answer.status_code}
    return found


def without_counts(document: Any) -> Any:
    if isinstance(document, dict):
        return {name: without_counts(value) for name, value in document.items() if name not in COUNTS}
    return [without_counts(one) for one in document] if isinstance(document, list) else document


@pytest.fixture
def world_client(database: Database, tmp_path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(database, Settings(data_dir=tmp_path))) as client:
        yield client


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_a_firm_sees_nothing_of_others_but_counts(database: Database, world_client: TestClient, seed: int) -> None:
    chance = Random(seed)
    world = make_world(chance)
    write(database, world)
    give_names(database, chance, world)
    issue(database, world)
    world_client.headers["Authorization"] = f"Bearer {account_token(database, Role.FIRM, 'abc', companies=[OWN])}"
    own, everybody = own_people(database), sorted(world.people)
    before = ask(world_client, everybody)
    assert [key for key in everybody if before[f"/api/workers/{key}"]["status"] == 200] == own
    for key in own:
        document = before[f"/api/workers/{key}"]
        assert document["housemates_elsewhere"] == elsewhere(world, own, document)
    make_others_other(database, own, chance)
    assert without_counts(ask(world_client, everybody)) == without_counts(before)


def elsewhere(world: oracle.World, own: list[str], document: dict[str, Any]) -> int:
    """Count who else is in the rooms of today: people and not records, and none of one's own."""
    today = date.today()
    rooms = {
        m["group"]["key"]
        for m in document["memberships"]
        if m["setting"] == "room" and (m["until"] or "9") >= today.isoformat()
    }
    inside = {
        m.person
        for m in world.members
        if m.group in rooms and m.retracted is None and (m.until is None or m.until >= today.toordinal())
    }
    people = joined(world)
    mine = {document["person"]["key"], *(m["record"] for m in document["memberships"] if "record" in m)}
    seen = {people[key] for key in (inside & set(own)) | mine}
    return len({people[key] for key in inside} - seen)


def joined(world: oracle.World) -> dict[str, frozenset[str]]:
    """Return all records of each record's person."""
    people = {key: frozenset({key}) for key in world.people}
    for same in world.same:
        if same.retracted is None:
            both = people[same.a] | people[same.b]
            people |= dict.fromkeys(both, both)
    return people


def issue(database: Database, world: oracle.World) -> None:
    """Hand out two lists: one of everybody, one of others alone."""
    everybody = sorted(world.people)
    days = {"first": "2021-05-01", "last": "2021-05-02", "days": 2}
    reason = {"setting": "room", "group": "h1r1", "from": "2021-05-01", "to": "2021-05-02", "days": 2}
    rest = {"same_as": [], "level": 1, "grade": "near", "score": 0.1, **days}
    contacts = [{"key": key, **rest, "reasons": [{**reason, "with": everybody[:3]}]} for key in everybody]
    question = {"rules": "vn-3638-2021", "as_of": "2021-05-20", "words": {"vi": "Ai?", "en": "Who?"}, "cases": []}
    for key, companies, some in (("l1", ["c1", "c2"], contacts), ("l2", ["c2"], contacts[-1:])):
        properties = {
            "key": key,
            "companies": companies,
            "question": orjson.dumps(question).decode(),
            "contacts": pack(some),
            "total": len(some),
            "hash": "h",
            "issued_by": "lan",
            "issued_at": datetime(2021, 5, 20, tzinfo=UTC),
        }
        run(database, "CREATE (l:IssuedList) SET l = $properties", properties=properties)
