"""What a person waits for: the trace through the API with names, reasons and JSON, many cases, the long workbook."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench.__main__ import AS_OF, CALLS, figure, key_of, measure_traces, people, service, timed
from bench.running import Results

CASES = 200
LONG = 20_000
#: The most that a request names.
MOST_CASES = 1000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def measure_api(sample: Path, data: Path, results: Results, *, aim: int | None) -> None:
    """Measure a graph that runs on a data folder; ``aim`` are the milliseconds for traces of up to 1,000 contacts."""
    chosen = [key_of(person["records"][0]) for person in people(sample, MOST_CASES)]
    with service(data) as ask:
        measure_traces(ask, chosen[:CALLS], results)
        if aim is not None:
            results.add("aim of the p95 of these, up to 1,000 contacts", f"{aim} ms")
        _many_cases(ask, chosen, results)


def _many_cases(ask: Callable[..., Any], workers: Sequence[str], results: Results) -> None:
    cases = _register(ask, workers[:CASES])
    times, answers = timed(lambda _: _trace(ask, cases), range(5), warm=1)
    what = f"API trace of {len(cases)} cases at once, first 1,000 of {answers[0]['total']:,} contacts (aim 3 s)"
    results.add(what, figure(times))
    wanted = min(MOST_CASES, max(1, round(len(cases) * LONG / answers[0]["total"])), len(workers))
    cases = _register(ask, workers[:wanted])
    total = _trace(ask, cases)["total"]
    times, _ = timed(lambda _: _trace(ask, cases, accept=XLSX), range(3), warm=1)
    results.add(f"API .xlsx of {total:,} contacts of {len(cases)} cases (aim 5 s for 20,000)", figure(times))


def _register(ask: Callable[..., Any], workers: Sequence[str]) -> list[str]:
    """Register a case of each; the same again changes nothing."""
    dates = {"onset": "2021-05-10", "isolated": "2021-05-12"}
    return [ask("POST", "/api/cases", {"worker": worker, **dates})["key"] for worker in workers]


def _trace(ask: Callable[..., Any], cases: Sequence[str], *, accept: str = "application/json") -> Any:
    body = {"cases": cases, "as_of": AS_OF, "depth": 2, "limit": 1000}
    return ask("POST", "/api/trace", body, accept=accept)
