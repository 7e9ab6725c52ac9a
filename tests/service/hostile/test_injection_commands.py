"""Hostile texts as every argument and option of every command that takes a text or a day.

Files are left out: who runs a command names where it writes.
"""

import doctest
import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Any, get_args

import pytest
import typer
from typer.testing import CliRunner

from graph.database import Database
from service import connect
from service.cli import console
from service.cli.app import app
from service.settings import Settings
from tests.drawing import run as cypher
from tests.service.hostile.test_injection import told
from tests.service.hostile.texts import HOSTILE
from tests.service.hostile.world import World

#: What serves, starts, stops or restores a graph, or makes a whole park: they take no text but places and addresses.
LEFT_OUT = {"serve", "demo", "graph", "restore", "drill", "migrate", "sample", "backup"}
EACH = len(HOSTILE) if "TRUYVET_FUZZ" in os.environ else 1


def commands(group: Any, names: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, command in group.commands.items():
        if names or name not in LEFT_OUT:
            if hasattr(command, "commands"):
                yield from commands(command, (*names, name))
            else:
                yield (*names, name), command


def kinds(annotation: Any) -> set[Any]:
    """Return the types of an annotation: of ``list[str] | None`` list, str and None."""
    inner = get_args(annotation)
    return {annotation}.union(*map(kinds, inner)) if inner else {annotation}


def types(parameter: Any) -> set[Any]:
    return kinds(parameter.type_descriptor.annotation) if hasattr(parameter, "type_descriptor") else set()


def lines(world: World, folder: Path) -> Iterator[list[str]]:
    """Yield lines of commands in each of which a text stands once, besides what the command needs."""
    texts = [text.replace("\x00", "") for name, text in HOSTILE.items() if name != "surrogate"]
    start = 0
    for names, command in commands(typer.main.get_command(app)):  # type: ignore[arg-type]
        for parameter in command.params:
            if str not in types(parameter):
                continue
            start += EACH
            for number in range(EACH):
                text = texts[(start + number) % len(texts)]
                yield [*names, *_line(world, folder, command, parameter, text)]


def _line(world: World, folder: Path, command: Any, tried: Any, text: str) -> Iterator[str]:
    arguments: list[str] = []
    for parameter in command.params:
        if parameter is not tried and not parameter.required and parameter.name != "who":
            continue
        value = text if parameter is tried else _fitting(world, folder, parameter)
        if parameter.opts[0].startswith("-"):
            yield (
                f"{max(parameter.opts, key=len)}={value}"
                if len(parameter.opts[-1]) > 2
                else f"{parameter.opts[0]}{value}"
            )
        else:
            arguments.append(value)
    yield from ("--", *arguments) if arguments else ()


def _fitting(world: World, folder: Path, parameter: Any) -> str:
    found = types(parameter)
    if choices := [one for one in found if isinstance(one, type) and issubclass(one, Enum)]:
        return str(next(iter(choices[0])).value)
    if Path in found:
        return str(folder / "out.xlsx")
    if found & {int, float}:
        return "1"
    fixed = {"role": "analyst", "case": world.known["cases"][0][0], "who": world.known["worker"][0]}
    return str(fixed.get(parameter.name) or world.fitting("/api/workers", parameter.name))


@pytest.fixture
def here(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to be in, with the world's graph for every command."""

    @contextmanager
    def connected(settings: Settings, **_: object) -> Iterator[Database]:
        yield world.database

    monkeypatch.setattr(connect, "connected", connected)
    monkeypatch.setenv("TRUYVET_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("TRUYVET_LANG", "en")
    folder = tmp_path / "a" / "b" / "c" / "d" / "e"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    return folder


def test_no_argument_is_taken_for_more_than_a_text(world: World, here: Path, tmp_path: Path) -> None:
    runner, failed, count, good = CliRunner(), [], 0, 0
    people = cypher(world.database, "MATCH (p:Worker) RETURN count(*)")
    for line in lines(world, here):
        count += 1
        done = runner.invoke(app, line, input="\n")
        good += done.exit_code != 2
        said = done.output.replace("\n", "")
        if done.exit_code not in (0, 1, 2) or (done.exception and not isinstance(done.exception, SystemExit)):
            failed.append(f"{line[:6]}: {done.exit_code} {done.exception!r}")
        elif not all(char.isprintable() or char in "\t\u200b" for char in said):
            failed.append(f"{line[:6]}: obeyed by a terminal: {[c for c in said if not c.isprintable()]}")
    assert not failed, f"{len(failed)} of {count}\n" + "\n".join(failed)
    assert count > 100
    assert good > count * 0.8, "most are understood as commands"
    assert cypher(world.database, "MATCH (p:Worker) RETURN count(*)") == people
    assert not cypher(world.database, "MATCH (n:Injected) RETURN n")
    assert not [path for path in tmp_path.rglob("*") if told(path.name)]


def test_what_a_terminal_obeys_is_left_out() -> None:
    assert doctest.testmod(console).failed == 0
    assert console.harmless(HOSTILE["terminal"] + HOSTILE["right to left"]).isprintable()
    assert console.harmless("Tổ 1\nTổ 2 – “May”") == "Tổ 1\nTổ 2 – “May”"
