"""Sessions of browsers: a random cookie, kept in the graph as a hash, with an end by idleness and an end for all.

They are in the graph so that another replica knows them, and ends them at once when an account is disabled.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from graph.clock import now
from graph.database import Database
from service.accounts.secret import derived, new_secret, same, secret_hash
from service.settings import Settings

COOKIE = "truyvet_session"
CSRF_HEADER = "X-CSRF-Token"


@dataclass(frozen=True, slots=True)
class Opened:
    """A session that was opened: its cookie, and what the page sends in X-CSRF-Token."""

    cookie: str = field(repr=False)
    csrf: str = field(repr=False)


def open_session(
    database: Database,
    settings: Settings,
    account: str,
    *,
    checked: str | None = None,
    rehashed: str | None = None,
    pair: str = "",
) -> Opened | None:
    """Open a session of an account (its key); None where it was disabled meanwhile, or its password changed.

    ``checked`` is the hash that the password was checked against, None where it was not by password; ``pair`` names
    the failures that are forgiven.
    """
    cookie = new_secret()
    at = now()
    opened = database.write(
        lambda tx: tx.one(
            "service/open_session",
            account=account,
            checked=checked,
            rehashed=rehashed,
            key=secret_hash(cookie),
            pair=pair,
            now=at,
            expires_at=at + timedelta(hours=settings.session_hours),
        )
    )["opened"]
    return Opened(cookie, csrf_token(cookie)) if opened else None


def end_session(database: Database, cookie: str) -> None:
    """End a session; one that has ended already is no error."""
    database.write(lambda tx: tx.one("service/end_session", key=secret_hash(cookie)))


def state_purpose(database: Database, cookie: str, purpose: str | None) -> None:
    """Keep for which purpose a session is used from now on."""
    database.write(lambda tx: tx.one("service/state_purpose", key=secret_hash(cookie), purpose=purpose))


def csrf_token(cookie: str) -> str:
    """Return what a request with this cookie must carry in X-CSRF-Token.

    Derived from the cookie, which no other site and no script can read, so that nothing more has to be kept.
    """
    return derived(cookie, "csrf")


def csrf_fits(cookie: str, sent: str | None) -> bool:
    """Tell whether a request carries what its cookie asks for."""
    return sent is not None and same(csrf_token(cookie), sent)
