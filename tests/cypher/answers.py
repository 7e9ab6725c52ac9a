"""Answers of queries as tests write them down."""

import re
from collections.abc import Mapping
from typing import Any

import neo4j.time

_EDGE = re.compile(r"\d+:[0-9a-f-]{36}:\d+")


def plain(value: Any) -> Any:
    """Return an answer as it can be written down: days as text, edges as #; lists of records in any order."""
    if isinstance(value, Mapping):
        return {name: plain(value[name]) for name in sorted(value)}
    if isinstance(value, list):
        found = [plain(one) for one in value]
        records = all(isinstance(one, list | dict) for one in found) or all(isinstance(one, str) for one in found)
        return sorted(found, key=repr) if records else found
    if isinstance(value, neo4j.time.Date):
        return value.iso_format()
    if isinstance(value, neo4j.time.DateTime):
        return value.iso_format()[:10]
    if isinstance(value, float):
        return "~"
    return _EDGE.sub("#", value) if isinstance(value, str) else value
