"""The jars of Neo4j Community: locked by SHA-256, fetched once into the user's cache, never trusted unseen.

Neo4j Community is GPL-3 and runs as a process of its own; no jar is part of this project.
"""

import hashlib
import http.client
import os
import shutil
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import platformdirs
from filelock import FileLock
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from graph.local.errors import JarsUnavailable

LOCK = Path(__file__).with_name("jars.lock")
VERSION = "2026.09.0"
MAVEN_CENTRAL = "https://repo1.maven.org/maven2"
THREADS = 12
TRIES = 4
SECONDS = 60
_CHUNK = 1 << 18


@dataclass(frozen=True, slots=True)
class Jar:
    """One locked jar: its hash, its size in bytes and its path inside a Maven repository."""

    sha256: str
    size: int
    path: str

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.rsplit("/", 1)[-1]


def locked_jars(lock: Path = LOCK) -> tuple[Jar, ...]:
    """Return the jars of the lock file."""
    lines = (line.split() for line in lock.read_text(encoding="utf-8").splitlines())
    return tuple(Jar(sha256, int(size), path) for sha256, size, path in lines)


def jars_folder() -> Path:
    """Return the folder in the user's cache; TRUYVET_CACHE_DIR moves the cache."""
    cache = os.environ.get("TRUYVET_CACHE_DIR") or platformdirs.user_cache_dir("truyvet", appauthor=False)
    return Path(cache) / f"neo4j-{VERSION}"


def classpath(*, lock: Path = LOCK) -> tuple[Path, ...]:
    """Return the jars to run with, fetching those that are not there.

    TRUYVET_JARS_DIR names a folder that holds them already, for machines without a network: it is checked and nothing
    is fetched. Raises JarsUnavailable.
    """
    jars = locked_jars(lock)
    given = os.environ.get("TRUYVET_JARS_DIR")
    if given:
        return tuple(_verified(Path(given) / jar.name, jar) for jar in jars)
    folder = jars_folder()
    if missing := _missing(folder, jars):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with FileLock(folder / ".lock"):
                if missing := _missing(folder, jars):
                    _fetch_all(missing, folder)
        except OSError as error:
            raise _unusable(folder, error) from error
    return tuple(folder / jar.name for jar in jars)


def _missing(folder: Path, jars: tuple[Jar, ...]) -> list[Jar]:
    """Return the jars that are not in the cache in full.

    Every jar was hashed before it got its name there, so that afterwards its size is enough to see that it is whole;
    hashing 155 MB again at every start would cost more than half a second.
    """
    found = {entry.name: entry.stat().st_size for entry in os.scandir(folder)} if folder.is_dir() else {}
    return [jar for jar in jars if found.get(jar.name) != jar.size]


def _verified(path: Path, jar: Jar) -> Path:
    if not path.is_file():
        raise JarsUnavailable(
            f"{path} is missing; put all {len(locked_jars())} jars of Neo4j {VERSION} into TRUYVET_JARS_DIR.",
            f"Thiếu {path}; hãy chép đủ {len(locked_jars())} tệp jar của Neo4j {VERSION} vào TRUYVET_JARS_DIR.",
        )
    if hashlib.sha256(path.read_bytes()).hexdigest() != jar.sha256:
        raise JarsUnavailable(
            f"{path} is not the file that was locked (SHA-256 differs); copy it again from a trusted source.",
            f"{path} không đúng tệp đã khóa (SHA-256 khác); hãy chép lại từ nguồn tin cậy.",
        )
    return path


def _fetch_all(jars: list[Jar], folder: Path) -> None:
    base = (os.environ.get("TRUYVET_MAVEN_URL") or MAVEN_CENTRAL).rstrip("/")
    total = sum(jar.size for jar in jars)
    with _progress(total) as advance, ThreadPoolExecutor(THREADS) as pool:
        running = [pool.submit(_fetch, jar, folder, base) for jar in jars]
        try:
            for done in as_completed(running):
                advance(done.result())
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _fetch(jar: Jar, folder: Path, base: str) -> int:
    """Fetch one jar under a name of its own, check its hash, then give it its name. Returns its size."""
    part = folder / f"{jar.name}.part"
    last: Exception | None = None
    for attempt in range(TRIES):
        if attempt:
            time.sleep(attempt)
        try:
            # Whatever the scheme, what comes must have the hash that is known of it.
            with urllib.request.urlopen(f"{base}/{jar.path}", timeout=SECONDS) as answer, part.open("wb") as file:  # noqa: S310
                shutil.copyfileobj(answer, file, _CHUNK)
        except urllib.error.HTTPError as error:
            last = error
            if error.code in (403, 404):
                break
            continue
        except (urllib.error.URLError, http.client.HTTPException, TimeoutError, ConnectionError) as error:
            last = error
            continue
        if hashlib.sha256(part.read_bytes()).hexdigest() == jar.sha256:
            part.replace(folder / jar.name)
            return jar.size
        part.unlink()
        last = ValueError("SHA-256 differs")
    part.unlink(missing_ok=True)
    raise JarsUnavailable(
        f"{jar.name} could not be fetched from {base} ({last}); check the network, or put the jars of Neo4j {VERSION} "
        "into a folder and name it by TRUYVET_JARS_DIR.",
        f"Không tải được {jar.name} từ {base} ({last}); hãy kiểm tra mạng, hoặc chép các tệp jar của Neo4j {VERSION} "
        "vào một thư mục rồi đặt TRUYVET_JARS_DIR.",
    )


def _unusable(folder: Path, error: OSError) -> JarsUnavailable:
    return JarsUnavailable(
        f"The cache folder {folder} cannot be written ({error.strerror}); free some disk space (200 MB) or set "
        "TRUYVET_CACHE_DIR.",
        f"Không ghi được thư mục đệm {folder} ({error.strerror}); hãy giải phóng đĩa (200 MB) hoặc đặt "
        "TRUYVET_CACHE_DIR.",
    )


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None]]:
    """Show how far the download is, on stderr: a bar on a terminal, else a line at each quarter."""
    console = Console(stderr=True)
    label = f"Neo4j Community {VERSION}"
    if console.is_terminal:
        columns = (TextColumn(label), BarColumn(), DownloadColumn(), TimeRemainingColumn())
        with Progress(*columns, console=console) as bar:
            task = bar.add_task("", total=total)
            yield lambda size: bar.advance(task, size)
        return
    arrived, shown = 0, 0

    def line(size: int) -> None:
        nonlocal arrived, shown
        arrived += size
        if (quarter := arrived * 4 // total) > shown:
            shown = quarter
            console.print(f"{label}: {arrived // 1_000_000} / {total // 1_000_000} MB")

    yield line
