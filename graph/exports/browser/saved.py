"""The queries of cypher/browser as text to save, to fill in and to run elsewhere."""

import re
from collections.abc import Mapping

from graph.exports.cells import csv_lines
from graph.queries import Query, queries

#: What stands there to be replaced, by the parameter's type.
_BLANKS = {"key": "...", "day": "YYYY-MM-DD"}
#: The first is the one that links open.
_FIRST = "browser/neighbourhood"
_PARAMETER = re.compile(r"\$(\w+)")


def browser_queries() -> tuple[Query, ...]:
    """Return the queries that draw, the neighbourhood first."""
    found = (query for name, query in queries().items() if name.startswith("browser/"))
    return tuple(sorted(found, key=lambda query: (query.name != _FIRST, query.name)))


def stem(query: Query) -> str:
    """Return a query's name without its folder."""
    return query.name.rpartition("/")[2]


def prompt(query: Query) -> str:
    """Return the command that sets a query's parameters, to be filled in by hand."""
    params = zip(query.params, query.types, strict=True)
    return ":params {" + ", ".join(f"{name}: '{_BLANKS[kind]}'" for name, kind in params) + "}"


def filled(query: Query, values: Mapping[str, str]) -> str:
    """Return a query with its parameters written into it. Raises KeyError for one that has no value.

    The queries of cypher/browser hold no ``$`` in text of their own.
    """
    return _PARAMETER.sub(lambda match: _literal(values[match[1]]), query.text)


def _literal(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def titled(query: Query, text: str) -> str:
    """Return a text under the title by which Browser lists it, and the questions that it answers."""
    return f"// {query.title}\n// {query.vi}\n// {query.question}\n{text}\n"


def saved_queries() -> dict[str, str]:
    """Return a .cypher a query: legacy Browser saves one under its first line."""
    return {
        f"queries/{stem(query)}.cypher": titled(query, f"// {prompt(query)}\n{query.text}")
        for query in browser_queries()
    }


def saved_table() -> str:
    """Return all as one .csv for the newer Browser, whose columns are not documented."""
    rows = (
        {"name": query.title, "description": f"{query.vi} {query.question}", "query": query.text}
        for query in browser_queries()
    )
    return "".join(csv_lines(("name", "description", "query"), rows)).removeprefix("\ufeff")
