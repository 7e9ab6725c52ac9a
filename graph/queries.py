"""cypher/*.cypher as checked, named queries.

A file holds one query under a header that says what it is::

    // members
    // Who was in these groups on these days?
    // vi: Ai có mặt trong các nhóm này vào những ngày này?
    // params:  groups: list<map>, known_at: datetime
    // returns: groups
    // mode:    read

Everything is checked once, when the folder is read: the name is the file's, the declared parameters are the used
ones, a reading query contains no writing clause. Those of cypher/browser, which draw, also have a ``title``, in
Vietnamese / in English; their parameters are text: a ``key``, or a ``day`` as 2021-05-10.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

FOLDER = Path(__file__).resolve().parent.parent / "cypher"

_FIELD = re.compile(r"^(vi|title|params|returns|mode):\s*(.*)$")
_LITERAL = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|`[^`]*`|//[^\n]*")
_PARAMETER = re.compile(r"\$(\w+)")
_WRITES = re.compile(
    r"\b(CREATE|MERGE|SET|DELETE|DETACH|REMOVE|DROP|FOREACH|LOAD\s+CSV|IN\s+TRANSACTIONS)\b", re.IGNORECASE
)


class QueryFileError(Exception):
    """A query file breaks the header's contract; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Query:
    """One query file: ``name`` is ``folder/stem``, ``question`` its sentence in English, ``vi`` in Vietnamese.

    ``types`` are those of ``params``, as declared; ``title`` is empty where there is none.
    """

    name: str
    question: str
    vi: str
    params: tuple[str, ...]
    returns: tuple[str, ...]
    mode: Literal["read", "write"]
    text: str
    types: tuple[str, ...] = ()
    title: str = ""


def parse_query(name: str, text: str) -> Query:
    """Read one query file's text. Raises QueryFileError where it breaks the contract."""
    header, body = _split(text)
    if not header or header[0] != name.rsplit("/", 1)[-1]:
        raise QueryFileError(f"cypher/{name}.cypher:1: the first line must be '// {name.rsplit('/', 1)[-1]}'")
    fields = {m[1]: m[2] for line in header if (m := _FIELD.match(line))}
    sentences = [line for line in header[1:] if not _FIELD.match(line)]
    if missing := [wanted for wanted in ("vi", "params", "returns", "mode") if wanted not in fields]:
        raise QueryFileError(f"cypher/{name}.cypher:1: the header lacks {', '.join(missing)}")
    if fields["mode"] not in ("read", "write"):
        raise QueryFileError(f"cypher/{name}.cypher:1: mode is 'read' or 'write', not '{fields['mode']}'")
    declared = [part.partition(":") for part in fields["params"].split(",") if part.strip() not in ("", "-")]
    params = tuple(param.strip() for param, _, _ in declared)
    bare = _LITERAL.sub(lambda m: " " * len(m[0]), text)
    _check_params(name, params, bare)
    if fields["mode"] == "read" and (found := _WRITES.search(bare)):
        line = bare.count("\n", 0, found.start()) + 1
        raise QueryFileError(f"cypher/{name}.cypher:{line}: a reading query must not {found[1].upper()}")
    return Query(
        name=name,
        question=" ".join(sentences),
        vi=fields["vi"],
        params=params,
        returns=tuple(part.strip() for part in fields["returns"].split(",")),
        mode="read" if fields["mode"] == "read" else "write",
        text=body,
        types=tuple(kind.strip() for _, _, kind in declared),
        title=fields.get("title", ""),
    )


def _split(text: str) -> tuple[list[str], str]:
    lines = text.splitlines()
    count = next((i for i, line in enumerate(lines) if not line.startswith("//")), len(lines))
    return [line.removeprefix("//").strip() for line in lines[:count]], "\n".join(lines[count:]).strip()


def _check_params(name: str, declared: tuple[str, ...], bare: str) -> None:
    for match in _PARAMETER.finditer(bare):
        if match[1] not in declared:
            line = bare.count("\n", 0, match.start()) + 1
            raise QueryFileError(f"cypher/{name}.cypher:{line}: ${match[1]} is used but not declared")
    used = {match[1] for match in _PARAMETER.finditer(bare)}
    if unused := [param for param in declared if param not in used]:
        raise QueryFileError(f"cypher/{name}.cypher:1: ${unused[0]} is declared but not used")


@cache
def queries(folder: Path = FOLDER) -> Mapping[str, Query]:
    """Return every query of the folder by name. Raises QueryFileError at the first file that breaks the contract."""
    found = {}
    for path in sorted(folder.rglob("*.cypher")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        found[name] = parse_query(name, path.read_text(encoding="utf-8"))
    return MappingProxyType(found)


def query(name: str) -> Query:
    """Return the query of that name, for example ``tracing/members``."""
    return queries()[name]
