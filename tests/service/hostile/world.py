"""A small world behind the API, with what a request can name in it."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient

from graph.database import Database
from loaders.importing import import_file
from loaders.options import Options
from service.accounts.roles import Role
from service.api import create_app
from service.settings import Settings
from tests.service.conftest import PREFIX, ROOM, ROWS, account_token
from tests.workbooks import write_workbook

OTHER = "cong-ty-xyz"
THEIRS = [
    {"code": "x1", "name": "Hoàng Văn Xa", "citizen_id": "024195000777", "residence": ROOM, "team": "Tổ 1",
     "workshop": "May 1", "since": "01/03/2021"},
    {"code": "x2", "name": "Đặng Thị Đào", "birth_date": "05/08/1995", "citizen_id": "024195000123",
     "workshop": "Kho X"},
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class World:
    """The app, which runs, a client of it without a token, a token by role, and ``known``: by the name of a parameter
    or field, values that lead somewhere."""

    app: FastAPI
    client: TestClient
    tokens: Mapping[Role, str]
    known: Mapping[str, list[Any]]
    database: Database
    folder: Path

    def headers(self, role: Role | None) -> dict[str, str]:
        """Return what a request of this role, or of nobody, sends."""
        return {"Authorization": f"Bearer {self.tokens[role]}"} if role else {}

    def fitting(self, path: str, name: str) -> Any:
        """Return a value that leads somewhere for a parameter of this path."""
        if name == "key":
            return self.known["key"][_KEYS.get("/".join(path.split("/")[:3]), 0)]
        if name in ("id", "form", "by", "format", "kind", "result", "decision"):
            return _FIXED.get((path, name)) or _FIXED["", name]
        return next((value for value in self.known.get(name, ()) if value is not None), "x")


#: Which of the known keys a path's ``{key}`` is of.
_KEYS = {"/api/workers": 0, "/api/cases": 2, "/api/lists": 3, "/api/imports": 4, "/api/companies": 5,
         "/api/follow-up": 6, "/api/identity": 7, "/api/analysis": 2}  # fmt: skip
_FIXED = {
    ("", "id"): "vn-5053-2020", ("", "form"): "line-list", ("", "by"): "team", ("", "format"): "csv",
    ("", "kind"): "lost", ("", "result"): "negative", ("", "decision"): "undo",
}  # fmt: skip


@contextmanager
def served(database: Database, folder: Path) -> Iterator[World]:
    """Fill the empty graph and serve it."""
    for company, rows in (("Công ty TNHH ABC", ROWS), ("Công ty XYZ", THEIRS)):
        path = write_workbook(folder / "roster.xlsx", rows, as_of=date(2021, 5, 10), company=company)
        assert import_file(database, path, options=Options()).state == "done"
    tokens = {
        role: account_token(database, role, f"the-{role}", companies=[PREFIX] if role is Role.FIRM else [])
        for role in Role
    }
    app = create_app(database, Settings(data_dir=folder, upload_megabytes=1))
    with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as client:
        yield World(app, client, tokens, _known(client, tokens, folder), database, folder)


def _known(client: TestClient, tokens: Mapping[Role, str], folder: Path) -> dict[str, list[Any]]:
    """Do some work as those who may, and return what there is to name afterwards."""

    def call(role: Role, method: str, path: str, **request: Any) -> dict[str, Any]:
        answer = client.request(method, path, headers={"Authorization": f"Bearer {tokens[role]}"}, **request)
        assert answer.status_code < 300, (method, path, answer.text)
        return dict(answer.json())

    workers = [f"{PREFIX}~w1", f"{PREFIX}~w2", f"{OTHER}~x2", f"{OTHER}~x1"]
    cases = [
        call(Role.ANALYST, "POST", "/api/cases", json={"worker": worker, "onset": onset})["key"]
        for worker, onset in zip(workers, ("2021-05-08", "2021-05-12", "2021-05-13", "2021-05-14"), strict=True)
    ]
    traced = {"cases": cases[:1], "as_of": "2021-05-20", "keep": True}
    kept = call(Role.ANALYST, "POST", "/api/trace", json=traced)["list"]["key"]
    isolated = {"worker": workers[1], "on": "2021-05-13"}
    event = call(Role.ANALYST, "POST", "/api/isolations", json=isolated)
    call(Role.ADMIN, "POST", "/api/accounts", json={"name": "victim", "role": "analyst"})
    token = call(Role.ADMIN, "POST", "/api/accounts/victim/tokens", json={"days": 1})
    with (folder / "roster.xlsx").open("rb") as file:
        sent = call(Role.STEWARD, "POST", "/api/imports", files={"file": ("roster.xlsx", file)})["key"]
    for _ in range(200):
        if call(Role.STEWARD, "GET", f"/api/imports/{sent}")["state"] not in ("queued", "running"):
            break
        time.sleep(0.05)
    person = call(Role.ANALYST, "GET", f"/api/workers/{workers[0]}")
    groups = [membership["group"]["key"] for membership in person["memberships"]]
    pairs = call(Role.STEWARD, "GET", "/api/identity", params={"state": "accepted"})["pairs"]
    keys = [*workers[:2], cases[0], kept, sent, PREFIX, event["key"], *(pair["key"] for pair in pairs[:1])]
    days = ["2021-05-10", "12/05/2021", "2021-05-20"]
    moments = ["2100-01-01T00:00", "2021-05-20"]
    return {
        "key": keys, "id": ["vn-5053-2020", token["id"]], "name": ["victim"], "rules": ["vn-5053-2020", None],
        "worker": workers, "person": workers, "a": workers, "b": workers, "persons": [workers[:1]],
        "cases": [cases[:2], cases[:1]], "cluster": cases, "group": [None, *groups], "q": ["Đào", "w1", "an"],
        "company": [PREFIX, None], "companies": [[PREFIX], []], "open": [groups[:1]], "stop": [groups[:1], []],
        "split": [[], groups[:1]], "since": [None, kept], "setting": ["team", "room", "company"],
        "settings": [None, ["team"]], "sort": ["name", "residence"], "state": ["open", "accepted"],
        "todo": [None, ["isolate"]], "disease": ["covid-19"], "onset": [None, *days], "sampled": [None, *days],
        "confirmed": [None, *days], "isolated": [None, *days], "as_of": days, "known_at": [None, *moments],
        "from": days, "to": [*days, *workers], "on": days, "until": [None, *days], "outcome": [None, "recovered"],
        "runs": [2], "days": [1, 14], "prefer": ["", "respond-async"], "actor": ["the-analyst"],
    }  # fmt: skip
