"""python -m bench.scope [WORKERS] [--keep FOLDER]: what it costs that a firm sees its own alone.

The same questions of one company, by who may see all and by the firm, in turn. The graph is that of bench.peers, kept
in the same folder.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import quote

import httpx2

from bench.__main__ import CALLS, figure, write
from bench.peers.__main__ import graph_of, kept
from bench.running import Results
from bench.server import serving, token_of
from graph.database import Database
from service.accounts.roles import Role

COMMAND = "make bench-scope"
#: A question with a scope may take so many times what it takes without.
MOST = 1.2
NAMES = ("nguyen", "tran van an", "thi hoa", "dang", "le")


def main(arguments: list[str]) -> int:
    """Measure one size."""
    parser = argparse.ArgumentParser(prog="python -m bench.scope", description=__doc__)
    parser.add_argument("workers", nargs="?", type=int, default=269_000)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="hold sample and graph here")
    asked = parser.parse_args(arguments)
    with kept(asked.keep, asked.workers) as folder, Database(graph_of(asked.workers, folder)) as database:
        database.prepare()
        results = Results(f"Scope: {asked.workers:,} workers")
        with serving(folder / "data") as (address, _):
            measure_scope(database, address, results)
        write([results], COMMAND)
    return 0


def measure_scope(database: Database, address: str, results: Results) -> None:
    """Ask as who may see all, and as the firm."""
    company, size = _asked(
        database, "MATCH (w:Worker) RETURN w.company AS key, count(*) AS size ORDER BY size DESC, key LIMIT 1"
    )[0]
    keys = [row[0] for row in _asked(database, "MATCH (w:Worker {company: $of}) RETURN w.key LIMIT 200", of=company)]
    results.add("the firm asked about", f"{size:,} workers")
    analyst, steward = (token_of(database, f"bench-{role}", role) for role in (Role.ANALYST, Role.STEWARD))
    firm = token_of(database, "bench-firm", Role.FIRM, companies=[company])
    narrowed = f"&company={quote(company)}&limit=20"
    questions: dict[str, tuple[str, list[str]]] = {
        "search by name": (analyst, [f"/api/workers?q={quote(name)}{narrowed}" for name in NAMES] * (CALLS // 5)),
        "search by code": (analyst, [f"/api/workers?q={quote(key.split('~')[1])}{narrowed}" for key in keys]),
        "a worker's document": (analyst, [f"/api/workers/{quote(key)}" for key in keys]),
        "one company": (analyst, [f"/api/companies/{quote(company)}"] * 40),
        "its quality": (steward, [f"/api/quality?company={quote(company)}"] * 40),
        "imports": (steward, ["/api/imports?limit=20"] * 40),
        "issued lists": (analyst, ["/api/lists?limit=20"] * 40),
    }
    with httpx2.Client(base_url=address, timeout=60) as client:
        for what, (other, addresses) in questions.items():
            for one in addresses[:10]:  # warm
                _took(client, one, other), _took(client, one, firm)
            plain, scoped = zip(
                *((_took(client, one, other), _took(client, one, firm)) for one in addresses), strict=True
            )
            times = median(scoped) / median(plain)
            results.add(f"{what}, by who sees all", figure(plain))
            results.add(
                f"{what}, as the firm (aim {MOST} times)",
                f"{figure(scoped)}; {times:.2f} times{' **(missed)**' if times > MOST else ''}",
            )


def _asked(database: Database, text: str, **params: Any) -> Sequence[Any]:
    with database._session("READ") as session:
        return [record.values() for record in session.run(text, params)]  # type: ignore[arg-type]


def _took(client: httpx2.Client, address: str, token: str) -> float:
    started = time.perf_counter()
    answer = client.get(address, headers={"Authorization": f"Bearer {token}"})
    took = (time.perf_counter() - started) * 1000
    assert answer.status_code == 200, (address, answer.status_code)
    return took


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
