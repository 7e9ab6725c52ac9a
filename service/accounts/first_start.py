"""The first start: one secret, valid for an hour and used once, by which the first administrator is made."""

from datetime import timedelta

from graph.clock import now
from graph.database import Database
from service.accounts.accounts import account_key, account_properties, name_taken
from service.accounts.errors import Unauthorized
from service.accounts.passwords import check_password
from service.accounts.roles import Role
from service.accounts.secret import new_secret, secret_hash
from service.accounts.sessions import Opened, open_session
from service.settings import Settings

VALID = timedelta(hours=1)
PREFIX = "truyvet_first_"


def make_first_start(database: Database) -> str | None:
    """Make a secret for the first administrator; None where there is an administrator who is not disabled."""
    secret = new_secret(PREFIX)
    at = now()
    made = database.write(
        lambda tx: tx.one("service/make_first_start", key=secret_hash(secret), now=at, expires_at=at + VALID)
    )["made"]
    return secret if made else None


def first_start(database: Database, settings: Settings, secret: str, name: str, password: str) -> Opened:
    """Make the first administrator and sign in as it.

    Raises Unauthorized for a secret that is wrong, old or used, Invalid for a weak password, Conflict for a taken name.
    """
    key = secret_hash(secret)
    check_password(password, name=name)
    # Whoever does not know a secret gets no hashing done: nothing is worked out before the secret is found.
    if not database.ask("service/first_start_open", key=key, now=now())["open"]:
        raise _not_open()
    properties = account_properties(database, name, Role.ADMIN, companies=(), password=password, must_change=False)
    answer = database.write(
        lambda tx: tx.run("service/first_start", key=key, account=account_key(name), properties=properties, now=now())
    )
    if not answer or not answer[0]["open"]:
        raise _not_open()
    if answer[0]["taken"]:
        raise name_taken(name)
    opened = open_session(database, settings, account_key(name))
    if opened is None:
        raise _not_open()
    return opened


def _not_open() -> Unauthorized:
    return Unauthorized(
        "This secret is wrong, older than an hour, or used; start the service again, or: truyvet account add.",
        "Mã này sai, đã quá một giờ hoặc đã dùng; hãy khởi động lại dịch vụ, hoặc dùng: truyvet account add.",
    )
