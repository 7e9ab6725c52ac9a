"""The analyses in numbers, asked by route and by command: both give one document; words for what a table says."""

import json
from typing import Any, get_args

import pytest
from fastapi.testclient import TestClient

from graph.analysis.coverage import UNITS
from graph.database import Database
from service.api import analysis_numbers as routes
from service.cli import analyse_numbers as commands
from tests.drawing import run as cypher
from tests.service.conftest import PREFIX, Run

ILL = (("w1", "2021-05-10"), ("w2", "2021-05-14"))
VIEW = {"as_of": "2021-05-20"}


@pytest.fixture
def ill(api: TestClient) -> list[str]:
    """Two cases of one team, four days apart."""
    asked = ({"worker": f"{PREFIX}~{code}", "onset": onset, "confirmed": onset} for code, onset in ILL)
    return [api.post("/api/cases", json=one).json()["key"] for one in asked]


def by_command(run: Run, *arguments: str) -> dict[str, Any]:
    result = run("analyse", *arguments, "--as-of", VIEW["as_of"], "--json")
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_intervals(api: TestClient, run: Run, ill: list[str]) -> None:
    found = api.get("/api/analysis/intervals", params={**VIEW, "limit": 50}).json()
    assert (found["total"], found["certain"]) == (1, 1)
    [pair] = found["pairs"]
    assert (pair["source"]["key"], pair["target"]["key"], pair["serial_interval"]) == (*ill, 4)
    assert by_command(run, "intervals") == found
    shown = run("analyse", "intervals", "--as-of", VIEW["as_of"]).stdout
    assert "2 cases; 1 with possible sources" in shown
    assert "a fit needs at least 10" in shown
    flagged = api.get("/api/analysis/intervals", params={**VIEW, "flagged": True}).json()
    assert (flagged["total"], flagged["pairs"]) == (0, [])
    assert api.get("/api/analysis/intervals", params={"as_of": "yesterday"}).status_code == 422
    assert run("analyse", "intervals", "--as-of", "yesterday").exit_code == 1


def test_offspring(api: TestClient, run: Run, ill: list[str]) -> None:
    found = api.get("/api/analysis/offspring", params={**VIEW, "limit": 20}).json()
    assert (found["complete"], found["pending"], found["total"]) == (0, 2, 1)
    assert [(one["key"], one["certain"]) for one in found["sources"]] == [(ill[0], 1)]
    assert by_command(run, "offspring") == found
    shown = run("analyse", "offspring", "--as-of", VIEW["as_of"]).stdout
    assert "2 cases: 0 followed up, 2 pending" in shown
    assert ill[0] in shown


def test_coverage(api: TestClient, run: Run, firm: Database) -> None:
    found = api.get("/api/analysis/coverage", params={**VIEW, "by": "team", "limit": 50}).json()
    assert [(unit["unit"]["name"], unit["doses"]["0"]) for unit in found["units"]] == [("Tổ 1", 2), ("Tổ 2", 1)]
    assert by_command(run, "coverage", "--by", "team") == found
    shown = run("analyse", "coverage", "--by", "team", "--as-of", VIEW["as_of"]).stdout
    assert "Tổ 1, May 1" in shown
    assert "0.0% (0.0%–65.8%)" in shown
    of_firm = api.get("/api/analysis/coverage", params={**VIEW, "by": "room", "company": "abc"}).json()
    assert of_firm["everyone"]["people"] == 1
    assert run("analyse", "coverage", "--by", "room", "--company", "none").exit_code == 1
    cypher(firm, "MATCH ()-[m:RIDES]->() DELETE m")
    assert "Nobody" in run("analyse", "coverage", "--by", "vehicle").stdout
    assert api.get("/api/analysis/coverage", params={**VIEW, "by": "shift"}).status_code == 422
    assert api.get("/api/analysis/coverage", params=VIEW).status_code == 422


def test_routes_and_commands_name_the_units() -> None:
    assert get_args(routes.Unit) == tuple(commands.Unit) == UNITS


def test_indicators(api: TestClient, run: Run, ill: list[str]) -> None:
    body = {"cases": [ill[0]], "as_of": "2021-05-12", "keep": True}
    found = api.get("/api/analysis/indicators", params=VIEW).json()
    assert (found["cases"], found["listed"]["of"], len(found["by_day"])) == (1, 1, 7)
    assert found["first_list"]["share"] == 0.0
    assert found["contacts_per_case"]["median"] is None
    assert by_command(run, "indicators") == found
    both = by_command(run, "indicators", "--days", "30")
    assert (both["cases"], both["days"]) == (2, 30)
    shown = run("analyse", "indicators", "--as-of", VIEW["as_of"]).stdout
    assert "14/05/2021 to 20/05/2021: 1 cases" in shown
    assert "Cases listed before" in shown
    assert "0.0% (0.0%–79.3%)" in shown
    assert api.get("/api/analysis/indicators", params={**VIEW, "days": 0}).status_code == 422
    assert run("analyse", "indicators", "--days", "0").exit_code == 2
    assert api.post("/api/trace", json=body).status_code == 200
    today = api.get("/api/analysis/indicators", params={"days": 1}).json()
    assert (today["lists"], today["by_day"][0]["lists"]) == (1, 1)
    assert today["contacts"] > 0
