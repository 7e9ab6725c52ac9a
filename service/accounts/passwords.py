"""Passwords: argon2id, and how much of it may run at a time.

Parameters: OWASP Password Storage Cheat Sheet, argon2id with 19 MiB, two passes, one lane. Length and no rules of
composition: NIST SP 800-63B, 3.1.1.2.
"""

import os
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from graph.errors import Invalid
from service.accounts.errors import TooMany

LEAST = 12
MOST = 200
#: A password of fewer different signs than this is a row of one key.
_DIFFERENT = 5
#: So many sign-ins may wait for one that is being checked; the next ones are sent away at once.
WAITING = 6

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


class Gate:
    """Lets few through at a time, and few wait: a flood of sign-ins must not take threads and cores from traces."""

    def __init__(self, *, running: int, waiting: int) -> None:
        self._places = threading.BoundedSemaphore(running + waiting)
        self._running = threading.BoundedSemaphore(running)

    @contextmanager
    def passed(self) -> Iterator[None]:
        """Hold a place while something is checked. Raises TooMany at once where all places are taken."""
        if not self._places.acquire(blocking=False):
            raise TooMany(1)
        try:
            with self._running:
                yield
        finally:
            self._places.release()


#: Of this process: half of the cores at most.
gate = Gate(running=max(1, (os.cpu_count() or 1) // 2), waiting=WAITING)


def password_hash(password: str) -> str:
    """Return what is kept of a password, with its salt and parameters."""
    return _hasher.hash(_normal(password))


def password_fits(kept: str | None, password: str) -> bool:
    """Tell whether a password fits; without anything kept it takes as long, and does not fit."""
    try:
        return _hasher.verify(kept or _nobodys(), _normal(password)) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def rehashed(kept: str, password: str) -> str | None:
    """Return a new hash where the kept one is of weaker parameters than today's, else None."""
    return password_hash(password) if _hasher.check_needs_rehash(kept) else None


def check_password(password: str, *, name: str) -> None:
    """Raise Invalid for a password that is too easy to guess or too long to check."""
    text = _normal(password)
    if not LEAST <= len(text) <= MOST:
        raise Invalid(
            f"A password has {LEAST} to {MOST} characters; several words are a good one.",
            f"Mật khẩu dài từ {LEAST} đến {MOST} ký tự; nên dùng vài từ.",
            field="password",
        )
    if len(set(text)) < _DIFFERENT or name.casefold() in text.casefold():
        raise Invalid(
            "This password is too easy to guess: few different characters, or the name is in it; choose another one.",
            "Mật khẩu này quá dễ đoán: ít ký tự khác nhau, hoặc chứa tên tài khoản; hãy chọn mật khẩu khác.",
            field="password",
        )


@cache
def _nobodys() -> str:
    return _hasher.hash("nobody's password")


def _normal(password: str) -> str:
    """Return the password as it is compared: Vietnamese letters are typed composed or decomposed."""
    return unicodedata.normalize("NFC", password)
