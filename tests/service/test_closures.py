"""What if, and what to stop: by route and by command."""

import json

from fastapi.testclient import TestClient

from tests.service.conftest import PREFIX, Run

W1 = f"{PREFIX}~w1"


def test_by_route(api: TestClient) -> None:
    assert api.post("/api/cases", json={"worker": W1, "onset": "2021-05-10", "isolated": "2021-05-12"}).is_success
    view = {"as_of": "2021-05-12", "rules": "vn-3638-2021"}
    told = api.get("/api/analysis/closures/advise", params={**view, "company": PREFIX, "share": 0.5}).json()
    # One of the case's team; the workshop has one more, who rode her bus besides.
    assert (told["workers"], told["at_risk"], told["advice"]["exact"]) == (3, 2, True)
    [team] = told["advice"]["stop"]
    assert (team["group"]["name"], team["workers"]) == ("Tổ 1", 1)
    key = team["group"]["key"]
    found = api.post("/api/analysis/closures/what-if", json={**view, "stop": [key], "runs": 10}).json()
    assert (found["idled"], found["before"]["components"]["largest"], found["measures"][0]["group"]["name"]) == (
        1,
        2,
        "Tổ 1",
    )
    assert api.get("/api/analysis/closures/advise", params={"company": PREFIX, "units": "room"}).status_code == 422
    assert api.get("/api/analysis/closures/advise", params=view).status_code == 422
    for body, field in (({"stop": []}, "stop"), ({"stop": [key], "runs": 0}, "runs"), ({"split": ["none"]}, "split")):
        refused = api.post("/api/analysis/closures/what-if", json={**view, **body})
        assert (refused.status_code in (404, 422), refused.json()["field"]) == (True, field)
    other = {**view, "stop": [key], "disease": "measles"}
    assert api.post("/api/analysis/closures/what-if", json=other).json()["field"] == "latent_days"
    assert api.post(
        "/api/analysis/closures/what-if", json={**other, "latent_days": 8, "incubation_median": 12.5, "runs": 2}
    ).is_success


def test_by_command(run: Run) -> None:
    assert run("case", "add", "w1", "--onset", "10/05/2021", "--isolated", "12/05/2021").exit_code == 0
    view = ("--as-of", "12/05/2021", "--rules", "vn-3638-2021")
    told = run("analyse", "closures", "advise", "--company", "abc", "--share", "0.5", *view)
    assert told.exit_code == 0
    assert "Stop: team Tổ 1, May 1. 1 people idled" in told.stdout
    assert "No choice idles fewer than 1." in told.stdout
    [line] = [line for line in told.stdout.splitlines() if "truyvet analyse closures what-if" in line]
    found = run(*line.split()[1:], *view, "--runs", "10")
    assert found.exit_code == 0, found.output
    assert "Stop team Tổ 1, May 1 (2 people)." in found.stdout
    assert "secondary cases averted" in found.stdout
    document = json.loads(run(*line.split()[1:], *view, "--runs", "3", "--json").stdout)
    assert (document["runs"], document["idled"]) == (3, 1)
    units = ("--unit", "company", "--unit", "workshop")
    site = json.loads(run("analyse", "closures", "advise", "--company", "abc", *units, *view, "--json").stdout)
    assert {one["setting"] for one in site["units"]} == {"company", "workshop"}
    none = run("analyse", "closures", "advise", "--company", "abc", "--as-of", "01/05/2021").stdout
    assert "There is nothing to stop." in none
    for wrong in (("advise", "--company", "none"), ("what-if",), ("what-if", "--stop", "none")):
        refused = run("analyse", "closures", *wrong, *view)
        assert (refused.exit_code, len(refused.stderr.strip().splitlines())) == (1, 1)
    assert run("analyse", "closures", "advise", *view).exit_code == 2
