"""A small OpenID Connect provider: signs with a real RSA key, serves discovery, keys, authorize and token."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

SECRET = "the client's secret"


@dataclass
class Provider:
    """``claims`` go over those of the ID token (None: left out); ``key`` signs, ``published`` is what it shows."""

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1"}))
    published: RSAKey | None = None
    discovered: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, dict[str, str]] = field(default_factory=dict)

    def authorize(self, address: str) -> dict[str, str]:
        """Sign in as a browser that was sent to this address; returns what the browser brings back."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert (query["response_type"], query["code_challenge_method"]) == ("code", "S256")
        code = f"code-{len(self.asked)}"
        self.asked[code] = query
        return {"code": code, "state": query["state"]}

    def token(self, form: dict[str, str], authorization: str | None) -> tuple[int, dict[str, Any]]:
        """Return the ID token for a code, once, to the client that asked and holds the verifier."""
        asked = self.asked.pop(form["code"], None)
        basic = base64.b64encode(f"truyvet:{SECRET}".encode()).decode()
        if asked is None or authorization != f"Basic {basic}" or form["redirect_uri"] != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        who = {"sub": "s-1", "preferred_username": "lan", "roles": ["truy-vet"]}
        when = {"iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        claims = {"iss": self.issuer, "aud": "truyvet", **who, **when, **self.claims}
        given = {name: value for name, value in claims.items() if value is not None}
        return 200, {"id_token": jwt.encode({"alg": "RS256", "kid": "1"}, given, self.key), "token_type": "Bearer"}

    def discovery(self) -> dict[str, Any]:
        """Return the provider's document."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            **self.discovered,
        }


@contextmanager
def serving(provider: Provider) -> Iterator[Provider]:
    """Serve it on loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.endswith("/openid-configuration"):
                self.say(200, provider.discovery())
            else:
                shown = provider.published or provider.key
                self.say(200, {"keys": [{**shown.as_dict(private=False), "kid": "1"}]})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self.say(*provider.token(form, self.headers.get("Authorization")))

        def say(self, status: int, document: dict[str, Any]) -> None:
            content = json.dumps(document).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
