"""Commands as a page shows them: run in a folder of their own, their output told without what differs each time."""

import json
import os
import re
import shlex
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from graph.database import Connection
from service.cli.app import app

_TIMES = re.compile(r"\(?\b\d+(\.\d+)? (s|ms)\b\)?")


class Shell:
    """truyvet on one graph, in English, in one folder."""

    def __init__(self, connection: Connection, folder: Path) -> None:
        self._folder = folder
        self._environment = {
            "NEO4J_URI": connection.uri,
            "NEO4J_USERNAME": connection.username,
            "NEO4J_PASSWORD": connection.password,
            "NEO4J_DATABASE": connection.database,
            "TRUYVET_DATA_DIR": str(folder / "data"),
            "TRUYVET_LANG": "en",
            "COLUMNS": "200",
        }

    def run(self, command: str) -> str:
        """Return what a command line, without the word truyvet, prints. Raises AssertionError where it fails."""
        with chdir(self._folder), _environment(self._environment):
            done = CliRunner().invoke(app, shlex.split(command))
        assert done.exit_code == 0, f"{command}: {done.output}"
        return done.stdout

    def ask(self, command: str) -> Any:
        """Return the document of a command."""
        return json.loads(self.run(f"{command} --json"))

    def show(self, command: str, *, first: int | None = None, last: int | None = None) -> list[str]:
        """Return a block of a page: the command and its output, of which some lines may be left out."""
        lines = [_TIMES.sub("…", line.rstrip()) for line in self.run(command).splitlines()]
        lines = [line for line in lines if line.strip()]
        if last is not None and len(lines) > last:
            lines = ["…", *lines[-last:]]
        if first is not None and len(lines) > first:
            lines = [*lines[:first], "…"]
        return ["```console", f"$ truyvet {command}", *lines, "```", ""]


@contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
