"""PostgreSQL as Debian packages it: a server of its own in a temporary folder, on a Unix socket only."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import psycopg

from bench.peers.engine import Asked, Found, Memberships, by_level
from bench.peers.sql import NUMBERS, POSTGRES, statement
from graph.tracing.days import ALWAYS, STILL
from graph.tracing.rules import RuleSet

PACKAGED = Path("/usr/lib/postgresql/15/bin")
#: As one would set them for this table and this machine; the JIT compiler costs a short statement more than it gives.
SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "1GB",
    "effective_cache_size": "8GB",
    "work_mem": "64MB",
    "maintenance_work_mem": "512MB",
    "max_wal_size": "4GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "fsync": "off",
}
TABLE = """
CREATE TABLE membership (
  person integer NOT NULL, grp integer NOT NULL, setting smallint NOT NULL,
  since date NOT NULL, until date NOT NULL, shift text)
"""


class Postgres:
    """A server started for this, and one connection with prepared statements and binary results."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = rules
        self._server = _Server()
        self._connection = psycopg.connect(host=str(self._server.folder), user="bench", dbname="postgres")
        self._connection.autocommit = True
        self.name = f"PostgreSQL {self._connection.info.parameter_status('server_version')}".split(" (")[0]
        levels = by_level(rules)
        self._statements = {n: statement(levels, n, POSTGRES) for n in range(1, len(levels) + 1)}

    def load(self, memberships: Memberships) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute(TABLE)
            with cursor.copy("COPY membership FROM STDIN") as copy:
                for block in _lines(memberships):
                    copy.write(block)
            cursor.execute("CREATE INDEX by_person ON membership (person)")
            cursor.execute("CREATE INDEX by_group ON membership (grp)")
            cursor.execute("VACUUM (ANALYZE) membership")

    def trace(self, asked: Asked) -> Any:
        first, last = asked.window(self._rules)
        values = {"person": asked.person, "first": first, "last": last, "as_of": asked.as_of}
        with self._connection.cursor(binary=True) as cursor:
            return cursor.execute(self._statements[asked.depth], values, prepare=True).fetchall()

    def found(self, answer: list[tuple[int, int, date]]) -> Found:
        return {person: (level, first.toordinal()) for person, level, first in answer}

    def close(self) -> None:
        self._connection.close()
        self._server.stop()


def _lines(memberships: Memberships) -> Iterator[str]:
    """Give the memberships as COPY reads them, some thousand at a time."""
    kinds, shifts = [NUMBERS[name] for name in memberships.settings], ["\\N", *memberships.shifts[1:]]
    days: dict[int, str] = {ALWAYS: "-infinity", STILL: "infinity"}

    def day(number: int) -> str:
        return days.get(number) or days.setdefault(number, date.fromordinal(number).isoformat())

    block: list[str] = []
    for person, group, since, until, shift in memberships.rows():
        block.append(f"{person}\t{group}\t{kinds[group]}\t{day(since)}\t{day(until)}\t{shifts[shift]}\n")
        if len(block) == 5000:
            yield "".join(block)
            block = []
    yield "".join(block)


class _Server:
    """initdb and pg_ctl in a short-named folder (a socket's path is at most 107 bytes).

    PostgreSQL refuses to run as root: there it runs as the user of the Debian package, else as nobody.
    """

    def __init__(self) -> None:
        self._programs = _programs()
        self._user = _unprivileged()
        self.folder = Path(tempfile.mkdtemp(prefix="peers-pg-", dir="/tmp"))
        if self._user is not None:
            shutil.chown(self.folder, self._user)
        data = self.folder / "data"
        try:
            self._run("initdb", "-D", data, "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
            options = " ".join(f"-c {name}='{value}'" for name, value in SETTINGS.items())
            options += f" -k {self.folder}"
            self._run("pg_ctl", "start", "-w", "-D", data, "-l", self.folder / "log", "-o", options)
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise

    def stop(self) -> None:
        self._run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", self.folder / "data")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str | Path) -> None:
        command = [str(self._programs / program), *map(str, arguments)]
        groups: dict[str, Any] = {"user": self._user, "extra_groups": []} if self._user else {}
        done = subprocess.run(
            command,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # the server inherits it: a pipe would never end
            stderr=subprocess.DEVNULL,
            check=False,
            **groups,
        )
        if done.returncode:
            raise SystemExit(f"{' '.join(command)}: exit {done.returncode}; see {self.folder / 'log'}")


def _programs() -> Path:
    """Return where initdb and pg_ctl are. Says what to do where they are not."""
    found = shutil.which("initdb")
    if PACKAGED.is_dir():
        return PACKAGED
    if found is None:
        raise SystemExit("There is no PostgreSQL here; `apt-get install postgresql-15` brings it (nothing is started).")
    return Path(found).resolve().parent


def _unprivileged() -> str | None:
    if os.geteuid() != 0:
        return None
    import pwd

    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
