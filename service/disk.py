"""A full disk: told by its error, and said in one sentence."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import TruyvetError

#: No space, no quota left, and a file beyond what a process may write.
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class DiskFull(TruyvetError):
    """The service cannot keep what it was sent."""

    code = "disk-full"
    status = 507

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "The service's disk is full, so nothing was kept; free some space and send it again.",
            "Ổ đĩa của dịch vụ đã đầy nên chưa lưu gì; hãy giải phóng dung lượng rồi gửi lại.",
        )


def is_full(error: BaseException | None) -> bool:
    """Tell whether an error, or what it came from, is that of a full disk."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in _FULL:
            return True
        error = error.__cause__ or error.__context__
    return False


@contextmanager
def kept_whole() -> Iterator[None]:
    """Let a full disk leave as DiskFull."""
    try:
        yield
    except OSError as error:
        if is_full(error):
            raise DiskFull from error
        raise


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that only its owner reads: it is there as a whole or not at all, also after a kill."""
    part = path.with_name(f".{path.name}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
