"""The first questions, asked before an official asks them."""

import threading
from pathlib import Path
from threading import Event

from graph.database import Connection, Database
from service.settings import Settings
from service.warming import PEOPLE, warm, warming
from tests.drawing import draw

SETTINGS = Settings(data_dir=Path("unused"))


def draw_people(database: Database, *, many: int) -> None:
    keys = [f"abc~{number}" for number in range(many)]
    draw(
        database,
        groups=[("abc", "company", None), ("abc~to", "team", "abc")],
        people=[{"key": key, "name": f"Nguyễn Văn {number}"} for number, key in enumerate(keys)],
        memberships=[{"person": key, "group": "abc~to"} for key in keys],
    )


def test_some_people_are_looked_up_and_traced(database: Database) -> None:
    draw_people(database, many=PEOPLE + 2)
    asked: list[str] = []
    with database.observed(lambda name, _: asked.append(name)):
        assert warm(database, SETTINGS, ended=Event()) == PEOPLE
    assert asked.count("search/person") == PEOPLE
    assert any(name.startswith("tracing/") for name in asked)


def test_an_empty_graph_has_nobody_to_ask_for(database: Database) -> None:
    assert warm(database, SETTINGS, ended=Event()) == 0


def test_a_graph_that_is_gone_is_left_to_the_watch() -> None:
    with Database(Connection("bolt://127.0.0.1:1", "neo4j", "unused", "neo4j")) as gone:
        assert warm(gone, SETTINGS, ended=Event()) == 0


def test_it_ends_with_the_service(database: Database) -> None:
    draw_people(database, many=PEOPLE)
    with warming(database, SETTINGS):
        pass
    assert "warming" not in [thread.name for thread in threading.enumerate()]
    ended = Event()
    ended.set()
    assert warm(database, SETTINGS, ended=ended) == 0
