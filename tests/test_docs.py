"""Docs are tests: what is a table of the code is up to date, and what README and decisions name is there."""

import re
from pathlib import Path

import pytest

from docs.generate import pages
from docs.pictures import FOLDER, pictures
from graph.database import Database
from service.cli.app import app

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(("name", "text"), pages().items(), ids=pages())
def test_a_generated_page_is_up_to_date(name: str, text: str) -> None:
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == text, "run `make docs`"


def test_the_pictures_are_up_to_date(database: Database) -> None:
    assert {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()} == pictures(database), (
        "run `make docs`"
    )


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "docs/backup.md",
        "docs/browser.md",
        "docs/deployment.md",
        "docs/threat-model.md",
        "SECURITY.md",
        "docs/operations.md",
        "docs/decisions/README.md",
        "docs/dpia.md",
        "docs/retention.md",
        "docs/decisions/0004-groups-not-paths.md",
    ],
)
def test_links_lead_somewhere(page: str) -> None:
    path = ROOT / page
    links = re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_readmes_commands_exist() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    known = {command.name for command in app.registered_commands} | {group.name for group in app.registered_groups}
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    commands = re.findall(r"\.venv/bin/truyvet ([\w-]+)", text)
    assert commands
    assert set(commands) <= known
    assert set(re.findall(r"make (\w+)", text)) <= targets


def test_the_commands_of_the_page_on_backups_exist() -> None:
    text = (ROOT / "docs/backup.md").read_text(encoding="utf-8")
    known = {command.name for command in app.registered_commands} | {group.name for group in app.registered_groups}
    blocks = "".join(re.findall(r"```\n(.*?)```", text, re.DOTALL))
    commands = set(re.findall(r"(?:^|bin/|truyvet )truyvet ([a-z-]+)", blocks, re.MULTILINE))
    assert {"backup", "restore", "drill", "migrate", "backup-key", "graph"} <= commands <= known
