"""Bearer tokens: 256 random bits, shown once, kept as a hash only."""

import hashlib
import secrets

from graph.clock import now
from graph.database import Database

PREFIX = "truyvet_"


def token_hash(token: str) -> str:
    """Return what is kept of a token. The tokens are random, so that a plain SHA-256 cannot be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()


def make_token(database: Database, *, name: str) -> str:
    """Make a token and return it; it cannot be shown again."""
    token = PREFIX + secrets.token_urlsafe(32)
    database.write(
        lambda transaction: transaction.run("service/make_token", key=token_hash(token), name=name, now=now())
    )
    return token


def first_token(database: Database) -> str | None:
    """Make the first token; None where there is one already."""
    token = PREFIX + secrets.token_urlsafe(32)
    made = database.write(
        lambda transaction: transaction.one(
            "service/first_token", key=token_hash(token), name="first start", now=now()
        )["made"]
    )
    return token if made else None


def token_name(database: Database, token: str) -> str | None:
    """Return whom a token was made for, None where it is unknown."""
    name: str | None = database.ask("service/token", key=token_hash(token))["name"]
    return name
