"""From a token or a cookie to who is calling: one query, nothing kept in between, so that a disabled account ends at
once on every replica. Last use is written at most once a minute."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from graph.clock import AHEAD, now
from graph.database import Database
from graph.errors import GraphError
from service.accounts.errors import OldToken, Unauthorized
from service.accounts.principal import Principal
from service.accounts.roles import Role
from service.accounts.secret import secret_hash

log = logging.getLogger(__name__)
#: Last use is kept to this.
NOTED = timedelta(minutes=1)


def by_token(database: Database, token: str) -> Principal:
    """Return who sent a bearer token. Raises Unauthorized, OldToken for one from before there were accounts."""
    found = database.ask("service/token", key=secret_hash(token))
    used = found["used"]
    if used is not None and used["account"] is None:
        raise OldToken
    at = now()
    principal = _principal(found, at)
    _note_use(database, used, at)
    return principal


def by_cookie(database: Database, cookie: str, *, idle: timedelta) -> Principal:
    """Return whose session it is. Raises Unauthorized where there is none, or it has been idle for too long."""
    found = database.ask("service/session", key=secret_hash(cookie))
    at = now()
    principal = _principal(found, at, session=cookie)
    last = found["used"]["last_used_at"].to_native()
    # One used later than now is of a clock that was put back: it would last until the clock is there again.
    if last + idle < at or last > at + AHEAD:
        raise Unauthorized
    _note_use(database, found["used"], at)
    return principal


def _principal(found: Mapping[str, Any], at: datetime, *, session: str | None = None) -> Principal:
    used, account = found["used"], found["account"]
    if used is None or account is None or account["disabled_at"] is not None:
        raise Unauthorized
    if used["expires_at"].to_native() <= at:
        raise Unauthorized
    return Principal(
        name=account["name"],
        role=Role(account["role"]),
        companies=tuple(account["companies"] or ()),
        must_change_password=bool(account["must_change_password"]),
        session=session,
        purpose=used["purpose"],
    )


def _note_use(database: Database, used: Mapping[str, Any], at: datetime) -> None:
    last = used["last_used_at"]
    if last is not None and last.to_native() + NOTED > at:
        return
    try:
        database.write(lambda tx: tx.one("service/touch", key=used["key"], now=at))
    except GraphError as error:
        # A graph that can be read and not written still answers.
        log.warning("last use could not be noted: %s", type(error).__name__)
