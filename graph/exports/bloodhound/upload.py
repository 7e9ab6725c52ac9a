#!/usr/bin/env python3
"""Send this pack to a BloodHound: icons, definition, queries, then the graph. Needs nothing but Python 3.11.

    export BLOODHOUND_TOKEN=...                                     # a bearer token, or a pair made under My Profile:
    export BLOODHOUND_TOKEN_ID=... BLOODHOUND_TOKEN_KEY=...
    python3 upload.py http://127.0.0.1:8080 [FOLDER]

What BloodHound has already, or is too old to know, is told and passed over; the graph itself must arrive.
"""

import base64
import hashlib
import hmac
import json
import os
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_SECONDS = 120


class Refused(Exception):
    """BloodHound's answer was an error; ``status`` is its number."""

    def __init__(self, method: str, path: str, status: int, said: str) -> None:
        super().__init__(f"{method} {path}: {status} {said}")
        self.status = status


class BloodHound:
    """A server, and the token or the pair of key and id by which it knows us."""

    def __init__(self, url: str, secrets: Mapping[str, str]) -> None:
        if not url.startswith(("http://", "https://")):
            raise SystemExit("The server's address must begin with http:// or https://.")
        self._url = url.rstrip("/")
        self._token = secrets.get("BLOODHOUND_TOKEN")
        self._id = secrets.get("BLOODHOUND_TOKEN_ID")
        self._key = secrets.get("BLOODHOUND_TOKEN_KEY")
        if not self._token and not (self._id and self._key):
            raise SystemExit("Set BLOODHOUND_TOKEN, or BLOODHOUND_TOKEN_ID and BLOODHOUND_TOKEN_KEY.")

    def send(self, method: str, path: str, body: bytes = b"") -> Any:
        """Send JSON and return the answer's; raises Refused."""
        headers = {"Content-Type": "application/json", "Accept": "application/json", **self._proof(method, path, body)}
        request = urllib.request.Request(self._url + path, data=body or None, headers=headers, method=method)  # noqa: S310 - checked
        try:
            with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310 - checked
                text = answer.read()
        except urllib.error.HTTPError as error:
            raise Refused(method, path, error.code, error.read().decode(errors="replace")[:300]) from None
        return json.loads(text) if text.strip() else None

    def _proof(self, method: str, path: str, body: bytes) -> dict[str, str]:
        """Return the headers that prove who asks: a chain of hashes over the call, the hour and the body."""
        if self._token:
            return {"Authorization": f"Bearer {self._token}"}
        moment = datetime.now(UTC).isoformat()
        digest = hmac.digest((self._key or "").encode(), f"{method}{path}".encode(), hashlib.sha256)
        digest = hmac.digest(digest, moment[:13].encode(), hashlib.sha256)
        digest = hmac.digest(digest, body, hashlib.sha256)
        return {
            "Authorization": f"bhesignature {self._id}",
            "RequestDate": moment,
            "Signature": base64.b64encode(digest).decode(),
        }


def upload(server: BloodHound, folder: Path) -> None:
    """Send what lies in the folder of a pack."""
    _try(server, "icons", "POST", "/api/v2/custom-nodes", (folder / "icons.json").read_bytes())
    _try(server, "definition", "PUT", "/api/v2/extensions", (folder / "definition.json").read_bytes())
    for query in sorted((folder / "queries").glob("*.json")):
        _try(server, f"query {query.stem}", "POST", "/api/v2/saved-queries/import", query.read_bytes())
    job = server.send("POST", "/api/v2/file-upload/start")["data"]["id"]
    server.send("POST", f"/api/v2/file-upload/{job}", (folder / "graph.json").read_bytes())
    server.send("POST", f"/api/v2/file-upload/{job}/end")
    _tell(f"graph: sent as job {job}; BloodHound now takes it in (Administration, File Ingest)")


def _try(server: BloodHound, what: str, method: str, path: str, body: bytes) -> None:
    try:
        server.send(method, path, body)
    except Refused as error:
        if error.status in (401, 403):
            raise
        _tell(f"{what}: passed over, {error}")
    else:
        _tell(f"{what}: sent")


def _tell(text: str) -> None:
    sys.stdout.write(text + "\n")


def main(arguments: list[str]) -> int:
    """Run the command; return its exit status."""
    if len(arguments) not in (1, 2) or arguments[0].startswith("-"):
        sys.stderr.write(f"{__doc__}\n")
        return 2
    folder = Path(arguments[1]) if len(arguments) == 2 else Path(__file__).parent
    try:
        upload(BloodHound(arguments[0], os.environ), folder)
    except (Refused, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
