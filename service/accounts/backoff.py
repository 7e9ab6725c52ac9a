"""How long to wait after failed sign-ins. Kept in the graph, so that it holds across replicas and restarts.

By address and account together: by account alone, any stranger could lock somebody out by failing in their name. By
address alone, more generously: a firm's whole office may stand behind one address. OWASP Authentication Cheat Sheet,
"Login Throttling".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address
from math import ceil
from typing import Any

from graph.clock import AHEAD
from service.accounts.secret import secret_hash

#: So many failures cost nothing; each further one doubles the wait, from one second to the longest.
FREE_TO_ACCOUNT = 5
FREE_FROM_ADDRESS = 50
LONGEST = timedelta(minutes=15)
#: So long failures are kept.
KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Origin:
    """From where and to which account somebody signs in, as the keys of what is kept of failures: hashes only."""

    pair: str
    address: str


def origin(address: str, account: str) -> Origin:
    """Return the keys. Of an IPv6 address the first 64 bits count: the rest is one machine's to choose."""
    network = address
    try:
        read = ip_address(address)
        if isinstance(read, IPv6Address):
            network = str(read.ipv4_mapped or IPv6Address(int(read) >> 64 << 64))
    except ValueError:
        pass  # a socket without an address: all of them are one
    return Origin(pair=secret_hash(f"sign-in {network} {account}"), address=secret_hash(f"sign-in {network}"))


def seconds_to_wait(pair: Mapping[str, Any] | None, address: Mapping[str, Any] | None, at: datetime) -> int:
    """Return how long to wait yet, in whole seconds; 0: not at all."""
    waits = (_left(pair, FREE_TO_ACCOUNT, at), _left(address, FREE_FROM_ADDRESS, at))
    return ceil(max(wait.total_seconds() for wait in waits))


def _left(failed: Mapping[str, Any] | None, free: int, at: datetime) -> timedelta:
    if failed is None or failed["count"] < free:
        return timedelta()
    wait = min(timedelta(seconds=2 ** min(failed["count"] - free, 20)), LONGEST)
    since: datetime = failed["last_at"].to_native()
    if since > at + AHEAD:
        return timedelta()  # the clock was put back: nobody is to wait until it is there again; the count holds
    return max(min(since, at) + wait - at, timedelta())
