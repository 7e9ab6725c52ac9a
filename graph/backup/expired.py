"""Backups in a folder, how old each is, and away with those that are too old: a backup holds what was purged since."""

import gzip
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson

from graph.backup.content import FORMAT
from graph.errors import Invalid

#: How the file of an encrypted backup begins: age's own header, or the line before a passphrase's identity.
_SEALED = (b"age-encryption.org/v1", b"truyvet-backup passphrase")
_GZIP = b"\x1f\x8b"
#: A head is a line of some hundred bytes; nobody's gzip is unpacked further than this.
_HEAD = 10_000


def backups_in(folder: Path, *, days: int, now: datetime, delete: bool = False) -> dict[str, Any]:
    """Return the backups of a folder (not of those below), and delete those older than ``days`` where that is asked.

    One in the clear tells in its first line when it was made; of an encrypted one the file's own time counts. Any file
    that age encrypted is taken for a backup; all others are left alone. Raises Invalid for what is no folder, and for
    a file that cannot be deleted.
    """
    try:
        paths = sorted(path for path in folder.iterdir() if path.is_file() and not path.is_symlink())
        made = {path: found for path in paths if (found := _made(path)) is not None}
        expired = {path for path, (at, _) in made.items() if now - at > timedelta(days=days)}
        for path in sorted(expired) if delete else ():
            path.unlink()
    except OSError as error:
        raise Invalid(
            f"{error.filename or folder} cannot be used ({error.strerror}); name a folder of backups.",
            f"Không dùng được {error.filename or folder} ({error.strerror}); hãy nêu thư mục có bản sao lưu.",
            field="folder",
        ) from error
    return {
        "folder": str(folder),
        "days": days,
        "total": len(made),
        "expired": len(expired),
        "deleted": len(expired) if delete else 0,
        "backups": [
            {"file": path.name, "made_at": at.isoformat(), "encrypted": encrypted, "expired": path in expired}
            for path, (at, encrypted) in made.items()
        ],
    }


def _made(path: Path) -> tuple[datetime, bool] | None:
    """Return when a backup was made and whether it is encrypted; None for another file."""
    with path.open("rb") as file:
        first = file.read(64)
    if first.startswith(_SEALED):
        return datetime.fromtimestamp(path.stat().st_mtime, UTC), True
    if not first.startswith(_GZIP):
        return None
    try:
        with gzip.open(path, "rb") as file:
            head = orjson.loads(file.readline(_HEAD))
        at = datetime.fromisoformat(head["made_at"])
        return (at, False) if head["format"] == FORMAT and at.tzinfo is not None else None
    except (ValueError, KeyError, TypeError, EOFError, OSError):
        return None
