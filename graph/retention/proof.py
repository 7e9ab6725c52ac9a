"""Proof of what a purge removed: keyed digests, by which one who names a record can find that it went, and when.

A digest is HMAC-SHA256 (RFC 2104, doi:10.17487/RFC2104) with a secret of the data folder, cut to 128 bits. Who has the
graph alone learns nothing from it; who holds the secret can try keys, so the secret stays on the machine. Of a person's
key it is the one by which the log names people (docs/audit.md).
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from typing import Any

from graph.database import Database

_PART = "\x1f"


def digest(secret: bytes, *parts: str) -> str:
    """Return the digest of a record's key, given in parts: its kind first; of a person the key alone."""
    return hmac.digest(secret, _PART.join(parts).encode(), hashlib.sha256).hex()[:32]


def sealed(batches: Sequence[Mapping[str, Any]]) -> str:
    """Return one SHA-256 over all digests of a purge, in any order: it goes into the log, so no proof can change."""
    lines = sorted(f"{batch['kind']} {record}" for batch in batches for record in batch["records"])
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def removed(database: Database, key: str, *, secret: bytes) -> list[dict[str, Any]]:
    """Return when something of the person with a key was removed, the earliest first: purge, kind, moment."""
    found = database.ask("retention/removed", digests=[digest(secret, key)])["batches"]
    return [{"purge": purge, "kind": kind, "done_at": at.to_native().isoformat()} for purge, kind, at in found]
