"""python -m bench [7000|269000|workshop|workbooks ...]: measure, print, and write docs/benchmarks.md.

Everything runs as users run it: the command line as a process, the API over HTTP, on a real Neo4j in a folder of its
own. Each size is measured in one run, one thing after another.
"""

import http.client
import json
import os
import platform
import random
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import psutil

from bench.running import ROOT, Results, truyvet, watched
from bench.server import serving
from bench.workbooks import measure_workbooks

COMPANIES = {7000: 5, 269000: 3726, 1_000_000: 13_850}
AS_OF = "2021-05-20"
CALLS = 200


class Answer:
    """An answer as it came: what the asker makes of it is not the service's time."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def __getitem__(self, name: str) -> Any:
        return json.loads(self.content)[name]


@contextmanager
def service(folder: Path) -> Iterator[Callable[..., Any]]:
    """Serve a data folder; yields a way to ask, over one connection as a page would."""
    truyvet("account", "add", "bench", "--role", "analyst", folder=folder)
    made = truyvet("account", "token", "bench", "--purpose", "bench", folder=folder)
    token = made.stdout.split("Bearer ")[1].split()[0]
    with serving(folder) as (address, _):
        line = http.client.HTTPConnection(address.removeprefix("http://"), timeout=120)
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

        def ask(method: str, path: str, body: Any = None, *, accept: str = "application/json") -> Any:
            sent = None if body is None else json.dumps(body).encode()
            try:
                line.request(method, path, sent, {**headers, "Accept": accept})
                answer = line.getresponse()
            except (BrokenPipeError, ConnectionResetError, http.client.RemoteDisconnected):
                line.close()  # it lay idle for too long, while answers were looked at
                line.request(method, path, sent, {**headers, "Accept": accept})
                answer = line.getresponse()
            content = answer.read()
            assert answer.status in (200, 201), f"{path}: {answer.status}"
            return Answer(content)

        try:
            yield ask
        finally:
            line.close()


def timed(call: Callable[[Any], Any], inputs: Sequence[Any], *, warm: int = 20) -> tuple[list[float], list[Any]]:
    """Return milliseconds and answers of one call per input, after some to warm up."""
    for value in inputs[:warm]:
        call(value)
    times, answers = [], []
    for value in inputs:
        started = time.perf_counter()
        answers.append(call(value))
        times.append((time.perf_counter() - started) * 1000)
    return times, answers


def figure(times: Sequence[float]) -> str:
    """Return p50 and p95."""
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return f"p50 {statistics.median(ordered):.1f} ms, p95 {p95:.1f} ms (n={len(ordered)})"


def people(folder: Path, count: int) -> list[dict[str, Any]]:
    """Return some workers of the sample, as truth.json has them."""
    with (folder / "truth.json").open(encoding="utf-8") as file:
        lines = [line.strip().rstrip(",") for line in file if line.startswith('  {"id"')]
    return [json.loads(line) for line in random.Random(1).sample(lines, min(count, len(lines)))]


def measure_size(workers: int, folder: Path) -> Results:
    """Measure one size from writing the sample to the last trace."""
    results = Results(f"{workers:,} workers")
    sample, data = folder / "sample", folder / "data"
    size = ["--workers", str(workers), "--companies", str(COMPANIES[workers]), "--seed", "1", "-o", str(sample)]
    seconds, _, _ = watched("sample", *size, folder=data)
    results.add("sample written", f"{seconds:.1f} s")
    truyvet("graph", "start", folder=data)
    for what in ("import", "the same files again"):
        seconds, memory, last = watched("import", str(sample), folder=data)
        outcome = last.split(": ", 1)[-1].rstrip(".")
        results.add(what, f"{seconds:.1f} s, {workers / seconds:,.0f} rows/s, loader {memory} MiB; {outcome}")
    chosen = people(sample, CALLS)
    records = [(person, person["records"][0]) for person in chosen]
    with service(data) as ask:
        measure_api(ask, records, results)
    measure_cli(records[:10], data, results)
    memory = sum(p.memory_info().rss for p in psutil.process_iter() if _is_graph_of(p, data)) // 1024**2
    disk = sum(file.stat().st_size for file in (data / "graph").rglob("*") if file.is_file()) // 1024**2
    results.add("graph", f"{memory} MiB of memory, {disk} MiB on disk")
    truyvet("graph", "stop", folder=data)
    return results


def _is_graph_of(process: psutil.Process, data: Path) -> bool:
    try:
        return str(data / "graph") in process.cmdline()
    except psutil.Error:
        return False


def measure_api(ask: Callable[..., Any], records: Sequence[Any], results: Results) -> None:
    from urllib.parse import quote

    def find(text: str) -> Any:
        return ask("GET", f"/api/workers?q={quote(text)}&limit=20")

    index = find("dang thi dao")["people"][0]["person"]["key"]
    workers = [index] + [key_of(record) for _, record in records[: CALLS - 1]]
    phones = [phone for key in workers if (phone := ask("GET", f"/api/workers/{key}")["person"]["phone"])]
    texts = {
        "find dang thi dao": ["dang thi dao"] * CALLS,
        "find Đào": ["Đào"] * 100,
        "find a name without accents": [unaccented(person["name"]) for person, _ in records],
        "find a citizen ID": [person["citizen_id"] for person, _ in records if person["citizen_id"]],
        "find a code": [record["code"] for _, record in records],
        "find a phone": phones,
        "find one common word (nguyen)": ["nguyen"] * 50,
    }
    for what, inputs in texts.items():
        results.add(f"API {what}", figure(timed(find, inputs)[0]))
    for setting in ("team", "workshop", "room", "vehicle"):
        times, _ = timed(lambda key, s=setting: ask("GET", f"/api/workers/{key}/same/{s}?on=2021-05-11"), workers)
        results.add(f"API list, same {setting}", figure(times))
    measure_traces(ask, workers, results)


def key_of(record: dict[str, Any]) -> str:
    from graph.model.keys import worker_key
    from loaders.values.companies import company_slug

    return worker_key(company_slug(record["company"]), record["code"])


def measure_traces(ask: Callable[..., Any], workers: Sequence[str], results: Results) -> None:
    for depth, what in ((1, "F1"), (2, "F0 to F2"), (3, "F0 to F3")):

        def trace(key: str, d: int = depth) -> Any:
            rules = {"rules": "bench-3"} if d == 3 else {}
            body = {"persons": [key], "onset": "2021-05-10", "isolated": "2021-05-12", "as_of": AS_OF, "depth": d}
            return ask("POST", "/api/trace", {**body, "limit": 1000, **rules})

        times, answers = timed(trace, workers)
        totals = [answer["total"] for answer in answers]
        some = [ms for ms, total in zip(times, totals, strict=True) if total <= 1000]
        found = f"contacts: median {statistics.median(totals):.0f}, most {max(totals)}"
        results.add(f"API trace {what}, names and reasons", f"{figure(some)}; {found}")


def unaccented(name: str) -> str:
    from graph.model.keys import fold

    return fold(name)


def measure_cli(records: Sequence[Any], folder: Path, results: Results) -> None:
    def find(record: Any) -> Any:
        return truyvet("find", record[0]["name"], folder=folder)

    def same(record: Any) -> Any:
        return truyvet("list", key_of(record[1]), "--same", "workshop", "--on", "2021-05-11", folder=folder)

    def trace(depth: int) -> Callable[[Any], Any]:
        rules = ["--rules", "bench-3"] if depth == 3 else []
        dates = ["--onset", "2021-05-10", "--as-of", AS_OF, "--depth", str(depth), *rules]
        return lambda record: truyvet("trace", key_of(record[1]), *dates, folder=folder)

    results.add("CLI find", figure(timed(find, records, warm=1)[0]))
    results.add("CLI list, same workshop", figure(timed(same, records, warm=1)[0]))
    for depth, what in ((1, "F1"), (2, "F0 to F2"), (3, "F0 to F3")):
        results.add(f"CLI trace {what}", figure(timed(trace(depth), records, warm=1)[0]))


def measure_workshop(folder: Path) -> Results:
    """A workshop of 5,000: the first page and exact counts."""
    results = Results("A workshop of 5,000")
    path = one_workshop(folder, 5000)
    seconds, _, _ = watched("import", str(path), folder=folder / "data")
    results.add("import", f"{seconds:.1f} s with the start of the graph")
    with service(folder / "data") as ask:
        body = {"persons": ["w1"], "onset": "2021-05-10", "as_of": AS_OF}
        times, answers = timed(lambda _: ask("POST", "/api/trace", body), range(20), warm=3)
        assert answers[0]["total"] == 4999
        results.add("API trace, first page and exact counts of 4,999 contacts", figure(times))
        times, _ = timed(lambda _: ask("GET", "/api/workers/cong-ty-tnhh-abc~w1/same/workshop"), range(20), warm=3)
        results.add("API list, same workshop", figure(times))
    truyvet("graph", "stop", folder=folder / "data")
    return results


def one_workshop(folder: Path, many: int) -> Path:
    """Write the workbook of a firm of which all work in one workshop, in teams of 25; w0, w1 and so on."""
    from tests.workbooks import write_workbook

    rows = [
        {"code": f"w{n}", "name": f"Người Thứ {n}", "workshop": "Xưởng lớn", "team": f"Tổ {n // 25}"}
        for n in range(many)
    ]
    folder.mkdir(parents=True, exist_ok=True)
    return write_workbook(folder / "large.xlsx", rows, as_of=date(2021, 5, 11))


def own_rules(folder: Path) -> None:
    """Depth 3 is beyond the shipped rule sets: one that goes there, only for the measurement."""
    shipped = json.loads((ROOT / "graph/tracing/rules/vn-3638-2021.json").read_text(encoding="utf-8"))
    settings = {
        name: {**rule, "levels": [1, 2, 3] if len(rule["levels"]) > 1 else rule["levels"]}
        for name, rule in shipped["settings"].items()
    }
    folder.mkdir(parents=True, exist_ok=True)
    document = {**shipped, "id": "bench-3", "max_level": 3, "settings": settings}
    (folder / "bench-3.json").write_text(json.dumps(document), encoding="utf-8")
    os.environ["TRUYVET_RULES_DIR"] = str(folder)


def machine() -> str:
    memory = psutil.virtual_memory().total / 1024**3
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (
        f"{cores} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    )


def when(command: str) -> str:
    """Return the line under a section's title."""
    return f"Measured {date.today().isoformat()} on {machine()}, Neo4j Community 2026.09, by `{command}`."


def put(sections: Mapping[str, str]) -> None:
    """Write sections, by title and beginning with it, in place of the earlier ones; those of other runs stay."""
    path = ROOT / "docs/benchmarks.md"
    intro, *earlier = path.read_text(encoding="utf-8").split("\n## ")
    texts = {section.split("\n", 1)[0]: section.rstrip() for section in earlier}
    path.write_text("\n\n## ".join([intro.rstrip(), *{**texts, **sections}.values()]) + "\n", encoding="utf-8")


def write(found: Sequence[Results], command: str) -> None:
    """Write what was measured."""
    sections = {}
    for results in found:
        lines = [results.title, "", when(command), "", "| what | figure |", "|---|---|"]
        sections[results.title] = "\n".join([*lines, *(f"| {what} | {figure} |" for what, figure in results.rows)])
    put(sections)


NAMED = {"workshop": measure_workshop, "workbooks": measure_workbooks}


def main(wanted: Sequence[str]) -> None:
    names = list(wanted) or ["7000", "workshop", "workbooks", "269000"]
    found = []
    for name in names:
        folder = Path(tempfile.mkdtemp(prefix="truyvet-bench-"))
        own_rules(folder / "rules")
        try:
            measure = NAMED.get(name)
            found.append(measure(folder) if measure else measure_size(int(name), folder))
        finally:
            threading.Event().wait(1)
            shutil.rmtree(folder, ignore_errors=True)
    write(found, " ".join(["make bench", *([f'BENCH="{" ".join(wanted)}"'] if wanted else [])]))


if __name__ == "__main__":
    main(sys.argv[1:])
