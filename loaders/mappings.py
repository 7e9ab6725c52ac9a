"""What was confirmed of firms' titles, in the graph: kept with the import that used it, listed, forgotten."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from graph.clock import now
from graph.database import Database, Transaction
from graph.errors import NotFound
from loaders.recognising.mapping import Remembered
from loaders.recognising.titles import title_key
from loaders.rows import Roster


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """What a file that was applied confirms of its headers."""

    company: str
    tax_code: str | None
    signatures: tuple[str, ...]
    columns: Mapping[str, str]


def confirmed(roster: Roster, *, company: str) -> Confirmed | None:
    """Return what a person said of a file's titles, now or before; None where nothing was."""
    columns = {
        title_key(column.title): column.field or "-"
        for column in roster.read
        if column.source in ("map", "remembered")
    }  # fmt: skip
    if not columns:
        return None
    return Confirmed(company=company, tax_code=roster.tax_code, signatures=roster.signatures, columns=columns)


def read_mappings(database: Database) -> list[Remembered]:
    """Return all that is remembered."""
    return [
        Remembered(
            key=entry["key"],
            company=entry["company"],
            tax_code=entry["tax_code"],
            signature=entry["signature"],
            columns=orjson.loads(entry["columns"]),
        )
        for entry in database.ask("loading/mappings", company=None)["mappings"]
    ]


def write_mappings(transaction: Transaction, some: Iterable[Confirmed]) -> None:
    """Remember what files confirmed."""
    rows = [
        {
            "key": f"{one.company}~{signature}",
            "company": one.company,
            "tax_code": one.tax_code,
            "signature": signature,
            "columns": orjson.dumps(dict(one.columns), option=orjson.OPT_SORT_KEYS).decode(),
        }
        for one in some
        for signature in one.signatures
    ]
    if rows:
        transaction.run("loading/write_mappings", mappings=rows, now=now())


def list_mappings(database: Database, company: str | None = None) -> list[dict[str, Any]]:
    """Return what is remembered, of one company or of all, as documents."""
    return [
        {
            "key": entry["key"],
            "company": entry["company"],
            "name": entry["name"],
            "columns": orjson.loads(entry["columns"]),
            "confirmed_at": entry["confirmed_at"].iso_format(),
        }
        for entry in database.ask("loading/mappings", company=company)["mappings"]
    ]


def forget_mapping(database: Database, key: str) -> None:
    """Forget one. Raises NotFound."""
    gone = database.write(lambda transaction: transaction.one("loading/forget_mapping", key=key)["count"])
    if not gone:
        raise NotFound(
            f"No mapping of titles has the key {key}; see truyvet mapping list.",
            f"Không có cách đọc cột nào mang khóa {key}; xem truyvet mapping list.",
            field="key",
        )
