"""A small firm in the graph, and ways to ask for it: the API with a token, the command line with its environment."""

from collections.abc import Callable, Generator, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from fastapi.testclient import TestClient
from httpx2 import Auth, Request, Response
from typer.testing import CliRunner

from graph.database import Connection, Database
from loaders.importing import import_file
from loaders.options import Options
from service.accounts.accounts import add_account
from service.accounts.roles import Role
from service.accounts.tokens import make_token
from service.api import create_app
from service.cli.app import app as cli
from service.settings import Settings
from tests.workbooks import write_workbook

ROOM = "P.203 nhà trọ bà Hoa, Núi Hiểu, Quang Châu"
ROWS = [
    {"code": "w1", "name": "Đặng Thị Đào", "birth_date": "05/08/1995", "sex": "Nữ", "citizen_id": "024195000123",
     "phone": "0912345678", "workshop": "May 1", "team": "Tổ 1", "shift": "A", "since": "01/03/2021",
     "residence": ROOM, "housemates": "Vũ Văn Cò 1990", "vehicle": "Xe ca số 5"},
    {"code": "w2", "name": "Trần Văn An", "workshop": "May 1", "team": "Tổ 1", "since": "01/03/2021"},
    {"code": "w3", "name": "Trần Thị An", "workshop": "May 1", "team": "Tổ 2", "vehicle": "Xe ca số 5"},
    {"code": "w4", "name": "Trần Văn An", "workshop": "Kho"},
]  # fmt: skip
PREFIX = "cong-ty-tnhh-abc"
PASSWORD = "bay lá cờ trong gió"


def account_token(
    database: Database, role: Role, name: str, *, companies: Sequence[str] = (), purpose: str | None = "thử"
) -> str:
    """Make an account and return a token of it."""
    add_account(database, name, role, companies=companies)
    return str(make_token(database, name, purpose=purpose)["token"])


class ByNoun(Auth):
    """Sends the token of who may: no one role may everything."""

    STEWARDS = ("/api/imports", "/api/mappings", "/api/identity", "/api/quality", "/api/retention", "/api/persons")

    def __init__(self, analyst: str, steward: str, auditor: str) -> None:
        self.analyst, self.steward, self.auditor = analyst, steward, auditor

    def auth_flow(self, request: Request) -> Generator[Request, Response, None]:
        if "authorization" not in request.headers:
            token = self.steward if request.url.path.startswith(self.STEWARDS) else self.analyst
            if request.url.path.startswith("/api/audit"):
                token = self.auditor
            request.headers["Authorization"] = f"Bearer {token}"
        yield request


@pytest.fixture
def firm(database: Database, tmp_path: Path) -> Database:
    path = write_workbook(tmp_path / "abc.xlsx", ROWS, as_of=date(2021, 5, 10))
    assert import_file(database, path, options=Options()).state == "done"
    return database


@pytest.fixture
def stranger(firm: Database, tmp_path: Path) -> Iterator[TestClient]:
    """The API, without a token."""
    with TestClient(create_app(firm, Settings(data_dir=tmp_path / "data", upload_megabytes=1))) as client:
        yield client


@pytest.fixture
def api(stranger: TestClient, firm: Database) -> TestClient:
    """The API, with a token: of a steward or auditor for their routes, else of an analyst called test."""
    stranger.auth = ByNoun(
        account_token(firm, Role.ANALYST, "test"),
        account_token(firm, Role.STEWARD, "steward"),
        account_token(firm, Role.AUDITOR, "auditor"),
    )
    return stranger


Run = Callable[..., Result]


@pytest.fixture
def run(firm: Database, connection: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line on the tests' graph."""
    environment: dict[str, Any] = {
        "NEO4J_URI": connection.uri,
        "NEO4J_USERNAME": connection.username,
        "NEO4J_PASSWORD": connection.password,
        "NEO4J_DATABASE": connection.database,
        "TRUYVET_DATA_DIR": str(tmp_path / "data"),
        "TRUYVET_LANG": "en",
        "COLUMNS": "200",
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return lambda *arguments: CliRunner().invoke(cli, [str(argument) for argument in arguments])
