"""The script in a pack, run as its reader runs it, against a server that answers as BloodHound does."""

import base64
import hashlib
import hmac
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from graph.exports.pack import write_pack
from tests.networks import KEY, drawn

TOKEN = {"BLOODHOUND_TOKEN": "bearer"}


class Server(ThreadingHTTPServer):
    """Keeps what came, and answers with the status that a test wants of a path."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.came: list[tuple[str, str, bytes]] = []
        self.headers: list[dict[str, str]] = []
        self.statuses: dict[str, int] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.came.append((self.command, self.path, body))
        self.server.headers.append({name.lower(): value for name, value in self.headers.items()})
        status = self.server.statuses.get(self.path, 201 if self.path.endswith("start") else 202)
        text = json.dumps({"data": {"id": 7}}).encode() if self.path.endswith("start") else b""
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_POST = do_PUT = answer

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as one:
        thread = Thread(target=one.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield one
        one.shutdown()
        thread.join()


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_pack(
        drawn(), "opengraph", tmp_path / "pack", version="1", identified=False, reason=None, made_by="t", key=KEY
    )


def run(pack: Path, *arguments: str, secrets: dict[str, str]) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BLOODHOUND")}
    return subprocess.run(
        [sys.executable, "-I", str(pack / "upload.py"), *arguments],
        env=environment | {"NO_PROXY": "127.0.0.1"} | secrets,
        capture_output=True,
        text=True,
        check=False,
    )


def test_icons_definition_queries_and_the_graph_in_three_steps(server: Server, pack: Path) -> None:
    done = run(pack, server.url + "/", secrets=TOKEN)
    assert (done.returncode, done.stderr) == (0, "")
    assert [(method, path) for method, path, _ in server.came] == [
        ("POST", "/api/v2/custom-nodes"),
        ("PUT", "/api/v2/extensions"),
        *[("POST", "/api/v2/saved-queries/import")] * 8,
        ("POST", "/api/v2/file-upload/start"),
        ("POST", "/api/v2/file-upload/7"),
        ("POST", "/api/v2/file-upload/7/end"),
    ]
    assert server.came[-2][2] == (pack / "graph.json").read_bytes()
    assert server.came[1][2] == (pack / "definition.json").read_bytes()
    assert {one["authorization"] for one in server.headers} == {"Bearer bearer"}
    assert {one["content-type"] for one in server.headers} == {"application/json"}


def test_what_bloodhound_has_or_does_not_know_is_passed_over(server: Server, pack: Path) -> None:
    server.statuses = {"/api/v2/custom-nodes": 409, "/api/v2/extensions": 404, "/api/v2/saved-queries/import": 400}
    done = run(pack, server.url, secrets=TOKEN)
    assert done.returncode == 0
    assert "icons: passed over, POST /api/v2/custom-nodes: 409" in done.stdout
    assert "graph: sent as job 7" in done.stdout


@pytest.mark.parametrize(("path", "status"), [("/api/v2/custom-nodes", 401), ("/api/v2/file-upload/7", 500)])
def test_a_wrong_token_and_a_graph_that_does_not_arrive_fail(
    server: Server, pack: Path, path: str, status: int
) -> None:
    server.statuses = {path: status}
    done = run(pack, server.url, secrets=TOKEN)
    assert done.returncode == 1
    assert f"{path}: {status}" in done.stderr


def test_a_key_signs_call_hour_and_body(server: Server, pack: Path) -> None:
    done = run(pack, server.url, str(pack), secrets={"BLOODHOUND_TOKEN_ID": "me", "BLOODHOUND_TOKEN_KEY": "k"})
    assert done.returncode == 0
    for (method, path, body), headers in zip(server.came, server.headers, strict=True):
        digest = b"k"
        for part in (f"{method}{path}".encode(), headers["requestdate"][:13].encode(), body):
            digest = hmac.new(digest, part, hashlib.sha256).digest()
        assert headers["authorization"] == "bhesignature me"
        assert base64.b64decode(headers["signature"]) == digest


def test_how_it_is_called(pack: Path) -> None:
    assert run(pack, secrets=TOKEN).returncode == 2
    missing = run(pack, "http://127.0.0.1:9", secrets={})
    assert missing.returncode == 1
    assert "BLOODHOUND_TOKEN" in missing.stderr
    assert run(pack, "http://127.0.0.1:9", secrets=TOKEN).returncode == 1


def test_an_address_that_is_no_web_address_is_refused(pack: Path) -> None:
    done = run(pack, "file:///etc/hostname?", secrets=TOKEN)
    assert (done.returncode, done.stderr) == (1, "The server's address must begin with http:// or https://.\n")
