"""Signing in at an organisation's OpenID Connect provider: authorization code flow with PKCE, state and nonce.

OpenID Connect Core 1.0, section 3.1; PKCE: RFC 7636; RFC 9700 (best current practice). State, nonce and verifier are
derived from one random cookie of the browser, so that any replica can take the answer and nothing has to be kept.
"""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import httpx2
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from graph.errors import Invalid, TruyvetError
from service.accounts.errors import Unauthorized
from service.accounts.roles import Role
from service.accounts.secret import derived, same
from service.settings import Settings

COOKIE = "truyvet_openid"
SECONDS = 10.0
#: Signatures by the provider's public keys only: neither "none" nor a shared secret.
ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
#: Clocks differ by so much.
LEEWAY = 60


class ProviderFailed(TruyvetError):
    """The provider does not answer, or not as it should."""

    code = "openid-provider"
    status = 502

    def __init__(self, what: str) -> None:
        super().__init__(
            f"The OpenID Connect provider did not answer as it should ({what}); try again, or sign in by password.",
            f"Máy chủ OpenID Connect trả lời không đúng ({what}); hãy thử lại, hoặc đăng nhập bằng mật khẩu.",
        )


@dataclass(frozen=True, slots=True)
class Provider:
    """What the settings say of the provider."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    role_claim: str
    roles: Mapping[str, Role]


@dataclass(frozen=True, slots=True)
class Person:
    """Who signed in at the provider. ``subject`` is issuer and subject: names may be given to others later."""

    subject: str
    name: str
    role: Role


def provider(settings: Settings) -> Provider | None:
    """Return the provider; None where there is none. Raises Invalid for settings that cannot be used."""
    if not settings.oidc_issuer:
        return None
    try:
        roles = {claim: Role(role) for claim, role in settings.oidc_roles.items()}
        if Role.FIRM in roles.values() or not roles:
            raise ValueError("roles")
        secret_file = settings.oidc_client_secret_file
        secret = secret_file.read_text(encoding="utf-8").strip() if secret_file else ""
    except (ValueError, OSError) as error:
        raise Invalid(
            f"The settings TRUYVET_OIDC_... cannot be used ({type(error).__name__}); see docs/accounts.md.",
            f"Không dùng được các thiết lập TRUYVET_OIDC_... ({type(error).__name__}); xem docs/accounts.md.",
            field="TRUYVET_OIDC_ROLES",
        ) from None
    return Provider(settings.oidc_issuer.rstrip("/"), settings.oidc_client_id, secret, settings.oidc_role_claim, roles)


def authorization_url(known: Provider, cookie: str, redirect: str) -> str:
    """Return where the browser goes to sign in. Raises ProviderFailed."""
    with _client() as client:
        endpoint = _discovered(client, known)["authorization_endpoint"]
    digest = hashlib.sha256(derived(cookie, "verifier").encode()).digest()
    query = {
        "response_type": "code",
        "client_id": known.client_id,
        "redirect_uri": redirect,
        "scope": "openid profile",
        "state": derived(cookie, "state"),
        "nonce": derived(cookie, "nonce"),
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(query)}"


def signed_in_person(known: Provider, cookie: str, *, state: str, code: str, redirect: str) -> Person:
    """Return who the provider says has signed in.

    Raises Unauthorized where the answer is not to this browser's question, its signature, audience, issuer, nonce or
    time do not fit, or no claim stands for a role; ProviderFailed where the provider cannot be asked.
    """
    if not same(derived(cookie, "state"), state):
        raise Unauthorized
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect,
        "client_id": known.client_id,
        "code_verifier": derived(cookie, "verifier"),
    }
    with _client() as client:
        found = _discovered(client, known)
        auth = httpx2.BasicAuth(known.client_id, known.client_secret) if known.client_secret else httpx2.Auth()
        answer = _json(lambda: client.post(found["token_endpoint"], data=form, auth=auth))
        keys = _json(lambda: client.get(found["jwks_uri"]))
    claims = _checked(known, answer.get("id_token"), keys, nonce=derived(cookie, "nonce"))
    return Person(
        subject=f"{known.issuer} {claims['sub']}",
        name=str(claims.get("preferred_username") or claims["sub"]),
        role=_role(known, claims.get(known.role_claim)),
    )


def _checked(known: Provider, token: Any, keys: Any, *, nonce: str) -> Mapping[str, Any]:
    registry = jwt.JWTClaimsRegistry(
        leeway=LEEWAY,
        iss={"essential": True, "value": known.issuer},
        sub={"essential": True},
        aud={"essential": True, "value": known.client_id},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": nonce},
    )
    try:
        decoded = jwt.decode(str(token), KeySet.import_key_set(keys), algorithms=ALGORITHMS)
        registry.validate(decoded.claims)
    except (JoseError, ValueError, KeyError, TypeError):
        raise Unauthorized from None
    claims = decoded.claims
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if (several or "azp" in claims) and claims.get("azp") != known.client_id:
        raise Unauthorized
    return claims


def _role(known: Provider, claim: Any) -> Role:
    """Return the role of a claim's value, or of the first of its values in the order of the settings."""
    values = claim if isinstance(claim, list) else [claim]
    for value, role in known.roles.items():
        if value in values:
            return role
    raise Unauthorized(
        "Your account at the provider has no role here; ask an administrator.",
        "Tài khoản của bạn chưa được gán vai trò ở đây; hãy hỏi quản trị viên.",
    )


def _client() -> httpx2.Client:
    return httpx2.Client(timeout=SECONDS, follow_redirects=False)


def _discovered(client: httpx2.Client, known: Provider) -> Mapping[str, Any]:
    found = _json(lambda: client.get(f"{known.issuer}/.well-known/openid-configuration"))
    if str(found.get("issuer", "")).rstrip("/") != known.issuer:
        raise ProviderFailed("issuer")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if not isinstance(found.get(name), str):
            raise ProviderFailed(name)
    return found


def _json(ask: Any) -> dict[str, Any]:
    try:
        answer = ask()
        if answer.status_code in (400, 401):
            raise Unauthorized  # the code is wrong, old or used
        document = answer.raise_for_status().json()
    except (httpx2.HTTPError, ValueError) as error:
        raise ProviderFailed(type(error).__name__) from None
    if not isinstance(document, dict):
        raise ProviderFailed("no document")
    return document
