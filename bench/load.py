"""A department at work: fifty analysts who search, open a person, trace, look at who shares a team; and all at once."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import quantiles
from urllib.parse import quote

import httpx2
import psutil

from bench.__main__ import AS_OF, figure
from bench.running import Results

ANALYSTS = 50
#: Between two questions somebody reads and speaks on the phone: so many seconds on average.
PAUSE = 4.0
NAMES = ("nguyen van an", "tran thi", "hoa", "dang dao", "le minh")


@dataclass
class _Seen:
    """What a run saw: milliseconds by kind of question, answers by status."""

    times: dict[str, list[float]] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)
    memory: list[int] = field(default_factory=list)

    async def ask(self, client: httpx2.AsyncClient, kind: str, method: str, path: str, **how: object) -> None:
        started = time.perf_counter()
        answer = await client.request(method, path, **how)  # type: ignore[arg-type]
        self.times.setdefault(kind, []).append((time.perf_counter() - started) * 1000)
        self.statuses[answer.status_code] += 1


async def at_work(
    address: str, tokens: Sequence[str], keys: Sequence[str], seconds: float, process: psutil.Process, results: Results
) -> None:
    """Let each token's analyst ask for so long, each on a connection of its own."""
    seen = _Seen()

    async def analyst(number: int, token: str) -> None:
        dice = random.Random(number)
        async with _client(address, token) as client:
            while time.monotonic() < ends:
                key = dice.choice(keys)
                name = quote(dice.choice(NAMES))
                await seen.ask(client, "search", "GET", f"/api/workers?q={name}&limit=20")
                await asyncio.sleep(dice.expovariate(1 / PAUSE))
                await seen.ask(client, "person", "GET", f"/api/workers/{quote(key)}")
                await asyncio.sleep(dice.expovariate(1 / PAUSE))
                await seen.ask(client, "trace", "POST", "/api/trace", json=_trace(key))
                await asyncio.sleep(dice.expovariate(1 / PAUSE))
                await seen.ask(client, "same team", "GET", f"/api/workers/{quote(key)}/same/team?on={AS_OF}")
                await asyncio.sleep(dice.expovariate(1 / PAUSE))

    async def watch() -> None:
        while time.monotonic() < ends:
            seen.memory.append(process.memory_info().rss // 1024**2)
            await asyncio.sleep(10)

    # A service that has been up for a while: its first questions take seconds, and are not these.
    async with _client(address, tokens[0]) as client:
        warm = _Seen()
        for key in keys[:100]:
            await warm.ask(client, "trace", "POST", "/api/trace", json=_trace(key))
            await warm.ask(client, "search", "GET", f"/api/workers?q={quote(NAMES[len(key) % len(NAMES)])}&limit=20")
    ends = time.monotonic() + seconds
    await asyncio.gather(watch(), *(analyst(number, token) for number, token in enumerate(tokens)))
    for kind, times in seen.times.items():
        results.add(f"{len(tokens)} analysts for {seconds / 60:g} min, {kind}", figure(times))
    every = [one for times in seen.times.values() for one in times]
    results.add("all of these (aim p95 1 s)", f"{figure(every)}, {len(every) / seconds:.0f} a second")
    results.add(
        "answers by status", ", ".join(f"{status}: {count:,}" for status, count in sorted(seen.statuses.items()))
    )
    first, *_, last = quantiles(seen.memory, n=5) if len(seen.memory) > 1 else (*seen.memory, *seen.memory)
    results.add(
        "memory of the service", f"{seen.memory[0]} to {seen.memory[-1]} MiB, fifths at {first:.0f} and {last:.0f}"
    )


async def burst(address: str, tokens: Sequence[str], keys: Sequence[str], results: Results) -> None:
    """Let all ask for a trace at one moment, ten times; each waits for the slowest of those before it."""
    seen = _Seen()
    clients = [_client(address, token) for token in tokens]
    try:
        for turn in range(10):
            some = keys[turn * len(tokens) : (turn + 1) * len(tokens)]
            pairs = zip(clients, some, strict=True)
            await asyncio.gather(
                *(seen.ask(client, "trace", "POST", "/api/trace", json=_trace(key)) for client, key in pairs)
            )
    finally:
        for client in clients:
            await client.aclose()
    results.add(f"{len(tokens)} traces at one moment (aim p95 1 s)", figure(seen.times["trace"]))
    results.add(
        "answers by status of these", ", ".join(f"{status}: {n:,}" for status, n in sorted(seen.statuses.items()))
    )


def _client(address: str, token: str) -> httpx2.AsyncClient:
    return httpx2.AsyncClient(base_url=address, headers={"Authorization": f"Bearer {token}"}, timeout=60)


def _trace(key: str) -> dict[str, object]:
    return {"persons": [key], "onset": "2021-05-10", "isolated": "2021-05-12", "as_of": AS_OF, "depth": 2, "limit": 200}
