"""The header contract of query files."""

import pytest

from graph.queries import QueryFileError, parse_query, queries

HEADER = (
    "// members\n// Who was there?\n// vi: Ai ở đó?\n// params:  {params}\n// returns: people\n// mode:    {mode}\n"
)


def test_every_query_file_keeps_the_contract() -> None:
    found = queries()
    assert "tracing/members" in found
    assert all(query.question.endswith("?") or query.mode == "write" for query in found.values())


@pytest.mark.parametrize(
    ("params", "mode", "body", "message"),
    [
        ("group: string", "read", "RETURN 1 AS people", r"members\.cypher:1: \$group is declared but not used"),
        ("-", "read", "RETURN $group AS people", r"members\.cypher:7: \$group is used but not declared"),
        ("-", "read", "MATCH (n)\nSET n.x = 1 RETURN n AS people", r"members\.cypher:8: a reading query must not SET"),
        ("-", "both", "RETURN 1 AS people", r"members\.cypher:1: mode is 'read' or 'write', not 'both'"),
    ],
)
def test_a_broken_file_is_named_with_its_line(params: str, mode: str, body: str, message: str) -> None:
    with pytest.raises(QueryFileError, match=message):
        parse_query("tracing/members", HEADER.format(params=params, mode=mode) + body)


def test_words_in_strings_and_comments_are_no_clauses() -> None:
    body = "// SET\nRETURN 'CREATE $x' AS people"
    assert parse_query("tracing/members", HEADER.format(params="-", mode="read") + body).mode == "read"
