"""How the bench runs what it measures: the command line as a process, watched from outside."""

import os
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]


@dataclass
class Results:
    """What was measured: (what, figure) in order."""

    title: str
    rows: list[tuple[str, str]] = field(default_factory=list)

    def add(self, what: str, figure: str) -> None:
        self.rows.append((what, figure))
        print(f"{self.title}: {what}: {figure}", flush=True)


def environment_of(folder: Path) -> dict[str, str]:
    """Return a command's environment: as a user's, in which Python keeps what it compiled."""
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**own, "TRUYVET_DATA_DIR": str(folder), "TRUYVET_LANG": "en"}


def truyvet(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command line on a data folder."""
    command = [str(ROOT / ".venv/bin/truyvet"), *arguments]
    done = subprocess.run(command, env=environment_of(folder), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)}: {done.stderr.strip()}")
    return done


def watched(*arguments: str, folder: Path) -> tuple[float, int, str]:
    """Run the command line; return its seconds, the largest memory of it and its children in MiB, its last line."""
    started, most = time.perf_counter(), 0
    command = [str(ROOT / ".venv/bin/truyvet"), *arguments]
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as printed,
        subprocess.Popen(command, env=environment_of(folder), stdout=printed) as child,
    ):
        process = psutil.Process(child.pid)
        while child.poll() is None:
            most = max(most, memory_of(process))
            try:
                # Looking costs what is measured: seldom, and never longer than the child runs.
                child.wait(timeout=1)
            except subprocess.TimeoutExpired:
                continue
        seconds = time.perf_counter() - started
        printed.seek(0)
        last = (printed.read().strip().splitlines() or [""])[-1]
    if child.returncode:
        raise SystemExit(f"{' '.join(arguments)}: exit {child.returncode}")
    return seconds, most // 1024**2, last


def memory_of(process: psutil.Process) -> int:
    """Return the loader's memory: the graph, which it may have started, is none of it."""
    total = 0
    try:
        for one in [process, *process.children(recursive=True)]:
            if "graph.local" not in " ".join(one.cmdline()):
                total += one.memory_info().rss
    except psutil.Error:
        pass
    return total
