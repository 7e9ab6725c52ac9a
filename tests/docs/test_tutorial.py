"""The tutorial's figures are what the commands answer today, and its charts are drawn from them."""

from pathlib import Path

from docs.tutorial import FOLDER, tutorial
from graph.database import Connection, Database


def test_the_tutorial_is_up_to_date(database: Database, connection: Connection, tmp_path: Path) -> None:
    found = tutorial(connection, tmp_path)
    assert {name: (FOLDER / name).read_text(encoding="utf-8") for name in found} == found, "run `make docs`"
    charts = {f"tutorial/{path.name}" for path in (FOLDER / "tutorial").iterdir()}
    assert charts == found.keys() - {"tutorial.md"}
    assert all(f"({name})" in found["tutorial.md"] for name in charts), "every chart is shown"
