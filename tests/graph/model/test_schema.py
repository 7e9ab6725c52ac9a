"""The schema as data."""

import doctest

import graph.model.keys
from graph.model.schema import EDGES, NODES, schema_statements


def test_every_edge_joins_known_nodes() -> None:
    labels = {node.label for node in NODES}
    assert {end for edge in EDGES for end in (*edge.start, *edge.end)} <= labels


def test_every_statement_can_be_run_again() -> None:
    assert all("IF NOT EXISTS" in statement for statement in schema_statements())


def test_the_examples_of_keys_hold() -> None:
    assert doctest.testmod(graph.model.keys).failed == 0
