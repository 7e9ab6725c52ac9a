"""Bearer tokens of accounts: 256 random bits, shown once, kept as a hash only. A token may what its account may."""

from datetime import timedelta
from typing import Any

from graph.clock import now
from graph.database import Database
from graph.errors import Conflict, NotFound
from service.accounts.accounts import account_key, no_account
from service.accounts.purpose import stated
from service.accounts.secret import new_secret, secret_hash

PREFIX = "truyvet_"
DAYS = 90
MOST_DAYS = 366
#: The beginning of the hash by which a token is named.
_ID = 12


def make_token(database: Database, name: str, *, days: int = DAYS, purpose: str | None = None) -> dict[str, Any]:
    """Make a token of an account and return it with its id; it cannot be shown again.

    ``purpose`` is what it is used for: without one, and without one in the request, numbers of persons are masked.

    Raises NotFound, and Conflict for an account that is disabled.
    """
    token = new_secret(PREFIX)
    at = now()
    key, ends = secret_hash(token), at + timedelta(days=days)
    answer = database.write(
        lambda tx: tx.one(
            "service/make_token", key=key, account=account_key(name), purpose=stated(purpose), now=at, expires_at=ends
        )
    )
    if not answer["found"]:
        raise no_account(name)
    if not answer["made"]:
        raise Conflict(
            f"The account {name} is disabled; enable it first.",
            f"Tài khoản {name} đã bị khóa; hãy mở lại trước.",
            field="name",
        )
    return {"id": key[:_ID], "token": token, "expires_at": ends.isoformat()}


def list_tokens(database: Database, name: str, *, limit: int, offset: int = 0) -> dict[str, Any]:
    """Return a page of an account's tokens, without what opens anything. Raises NotFound."""
    found = database.ask("service/tokens", account=account_key(name), skip=offset, limit=limit)
    if not found["found"]:
        raise no_account(name)
    tokens = [
        {"id": entry["key"][:_ID], "purpose": entry["purpose"]}
        | {
            moment: entry[moment].iso_format() if entry[moment] else None
            for moment in ("created_at", "expires_at", "last_used_at")
        }
        for entry in found["tokens"]
    ]
    return {"total": found["total"], "limit": limit, "offset": offset, "tokens": tokens}


def revoke_token(database: Database, name: str, id: str) -> None:
    """Forget a token: it opens nothing from now on. Raises NotFound."""
    key = account_key(name)
    if len(id) != _ID or not database.write(lambda tx: tx.one("service/revoke_token", account=key, id=id))["count"]:
        raise NotFound(
            f"The account {name[:80]} has no token {id[:_ID]}.",
            f"Tài khoản {name[:80]} không có mã truy cập {id[:_ID]}.",
            field="id",
        )
