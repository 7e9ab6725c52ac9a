"""Small drawn graphs: what a test writes down is what stands in Neo4j, nothing is worked out by the loader."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import neo4j

from graph.database import Database
from graph.model.keys import fold

RECORDED = datetime(2021, 1, 1, tzinfo=UTC)
CASE = {"disease": "covid-19", "registered_at": RECORDED}
LABELS = {
    "team": "Team",
    "workshop": "Workshop",
    "company": "Company",
    "room": "Residence",
    "house": "Residence",
    "dormitory": "Residence",
    "village": "Residence",
    "vehicle": "Vehicle",
}
EDGES = {"Team": "WORKS_IN", "Workshop": "WORKS_IN", "Company": "WORKS_IN", "Residence": "LIVES_IN", "Vehicle": "RIDES"}


def wipe(database: Database) -> None:
    """Empty the graph; the schema and the ledger stay."""
    run(database, "MATCH (n) WHERE NOT n:Ledger DETACH DELETE n")
    run(database, "MATCH (l:Ledger) REMOVE l.searched")


def run(database: Database, text: str, **params: Any) -> list[neo4j.Record]:
    """Run any Cypher: tests look at the graph past the product."""
    with database._session(neo4j.WRITE_ACCESS) as session:
        return list(session.run(text, params))  # type: ignore[arg-type]


def draw(
    database: Database,
    *,
    groups: Iterable[tuple[str, str, str | None]] = (),
    people: Iterable[Mapping[str, Any]] = (),
    memberships: Iterable[Mapping[str, Any]] = (),
    same_as: Iterable[tuple[str, str]] = (),
    cases: Iterable[Mapping[str, Any]] = (),
    met: Iterable[Mapping[str, Any]] = (),
    events: Iterable[Mapping[str, Any]] = (),
) -> None:
    """Write a graph. ``groups``: (key, kind, key of the larger one); ``memberships``: person, group, since, until,
    shift, recorded_at, retracted_at; ``cases``: key, person and the dates; ``met``: a, b, key, since, until;
    ``events``: key, person, kind, since and the rest."""
    kinds = {key: kind for key, kind, _ in groups}
    for kind in sorted(set(kinds.values())):
        keys = [key for key, its in kinds.items() if its == kind]
        setting = "house" if kind == "dormitory" else kind
        run(
            database,
            f"UNWIND $keys AS key CREATE (g:Group:{LABELS[kind]}) SET g = {{key: key, name: key}}, g += $properties",
            keys=keys,
            properties={"setting": setting, "kind": kind},
        )
    run(
        database,
        "UNWIND $parts AS part MATCH (a:Group {key: part[0]}), (b:Group {key: part[1]}) CREATE (a)-[:PART_OF]->(b)",
        parts=[[key, larger] for key, _, larger in groups if larger],
    )
    for label in ("Worker", "Cohabitant"):
        rows = [
            {"name": p["key"], "folded_name": fold(p.get("name", p["key"])), **p}
            for p in people
            if p.get("kind", "worker") == label.lower()
        ]
        run(
            database,
            f"UNWIND $rows AS row CREATE (p:Person:{label}) SET p += row",
            rows=[without(r, "kind") for r in rows],
        )
    by_edge: dict[str, list[dict[str, Any]]] = {}
    for membership in memberships:
        edge = EDGES[LABELS[kinds[membership["group"]]]]
        properties = {"recorded_at": RECORDED, **without(membership, "person", "group", "shift")}
        properties["shift_key"] = membership.get("shift")
        by_edge.setdefault(edge, []).append(
            {"person": membership["person"], "group": membership["group"], "properties": properties}
        )
    for edge, rows in by_edge.items():
        run(
            database,
            "UNWIND $rows AS row MATCH (p:Person {key: row.person}), (g:Group {key: row.group}) "
            f"CREATE (p)-[m:{edge}]->(g) SET m += row.properties",
            rows=rows,
        )
    run(
        database,
        "UNWIND $pairs AS pair MATCH (a:Person {key: pair[0]}), (b:Person {key: pair[1]}) "
        "CREATE (a)-[:SAME_AS {decided_at: $now}]->(b)",
        pairs=[list(pair) for pair in same_as],
        now=RECORDED,
    )
    run(
        database,
        "UNWIND $cases AS case MATCH (p:Person {key: case.person}) CREATE (c:Case)-[:OF]->(p) SET c += case.properties",
        cases=[
            {
                "person": c["person"],
                "properties": {"disease": "covid-19", "registered_at": RECORDED, **without(c, "person")},
            }
            for c in cases
        ],
    )
    run(
        database,
        "UNWIND $met AS row MATCH (a:Person {key: row.a}), (b:Person {key: row.b}) CREATE (a)-[m:MET]->(b) "
        "SET m = row.properties",
        met=[{"a": m["a"], "b": m["b"], "properties": {"recorded_at": RECORDED, **without(m, "a", "b")}} for m in met],
    )
    run(
        database,
        "UNWIND $events AS row MATCH (p:Person {key: row.person}) CREATE (e:Event)-[:OF]->(p) SET e = row.properties",
        events=[
            {"person": e["person"], "properties": {"recorded_at": RECORDED, **without(e, "person")}} for e in events
        ],
    )


def without(mapping: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Return the mapping without these names."""
    return {name: value for name, value in mapping.items() if name not in names}


def day(text: str) -> date:
    """Return a day of May 2021 from its number, or a day from ISO text."""
    return date(2021, 5, int(text)) if text.isdigit() else date.fromisoformat(text)
