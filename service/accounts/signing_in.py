"""Signing in by name and password, and changing one's own password."""

from graph.clock import now
from graph.database import Database
from service.accounts.accounts import account_key, set_password
from service.accounts.backoff import KEPT, Origin, origin, seconds_to_wait
from service.accounts.errors import TooMany, WrongSignIn
from service.accounts.passwords import check_password, gate, password_fits, rehashed
from service.accounts.sessions import Opened, open_session
from service.settings import Settings


def sign_in(database: Database, settings: Settings, name: str, password: str, *, address: str) -> Opened:
    """Open a session. Raises WrongSignIn, and TooMany where one has to wait.

    A name that is not known, an account without a password and one that is disabled are answered as a wrong password
    is, after the same work.
    """
    account, kept, stronger, whence = _checked(database, name, password, address=address)
    opened = open_session(database, settings, account, checked=kept, rehashed=stronger, pair=whence.pair)
    if opened is None:
        raise WrongSignIn
    return opened


def change_password(
    database: Database, settings: Settings, name: str, old: str, new: str, *, address: str, session: bool
) -> Opened | None:
    """Change one's own password, which ends all of one's sessions; ``session`` opens a new one in their place.

    Raises Invalid for a weak password, WrongSignIn where the old one does not fit, and TooMany.
    """
    check_password(new, name=name)
    account, _, _, whence = _checked(database, name, old, address=address)
    set_password(database, name, new, must_change=False)
    return open_session(database, settings, account, pair=whence.pair) if session else None


def _checked(database: Database, name: str, password: str, *, address: str) -> tuple[str, str, str | None, Origin]:
    """Return the account's key, its kept hash, a stronger hash where that is weak, and whence the caller comes."""
    key = account_key(name)
    whence = origin(address, key)
    with gate.passed():
        known = database.ask("service/sign_in", key=key, pair=whence.pair, address=whence.address)
        if wait := seconds_to_wait(known["pair"], known["address"], now()):
            raise TooMany(wait)
        account = known["account"]
        kept = account and account["password_hash"]
        fits = password_fits(kept, password)
        if fits and account["disabled_at"] is None:
            return key, kept, rehashed(kept, password), whence
        _failed(database, whence)
    raise WrongSignIn


def _failed(database: Database, whence: Origin) -> None:
    at = now()
    keys = [whence.pair, whence.address]
    database.write(lambda tx: tx.one("service/failed_sign_in", keys=keys, now=at, oldest=at - KEPT))
