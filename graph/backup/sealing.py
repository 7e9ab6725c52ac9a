"""Encryption of backups in the age format (age-encryption.org/v1, C2SP/age): X25519, ChaCha20-Poly1305 in pieces.

For recipients (public keys) the file is plain age: the machine that makes it cannot read it. With a passphrase it is a
line, the length and the bytes of a new key that age protects by the passphrase (scrypt), then age for that key: so both
are written as a stream, and `age` opens both. Nothing is encrypted without being authenticated.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol

import pyrage

from graph.backup.container import GZIP
from graph.backup.errors import damaged
from graph.errors import Invalid

AGE = b"age-encryption.org/v1\n"
PASSPHRASE = b"truyvet-backup passphrase 1\n"
#: A protected key is some 250 bytes; a longer one is none.
LONGEST_KEY = 4096
PIECE = 1 << 18


class Writer(Protocol):
    """What the opened content is written into."""

    def write(self, data: bytes) -> int: ...

    def flush(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Key:
    """Who may read a backup, or with what one is read: recipients write, identities read, a passphrase does both."""

    recipients: tuple[str, ...] = ()
    identities: tuple[str, ...] = field(default=(), repr=False)
    passphrase: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if self.passphrase is not None and (self.recipients or self.identities):
            raise Invalid(
                "Give a passphrase or keys, not both.", "Chỉ dùng mật khẩu hoặc khóa, không cả hai.", field="passphrase"
            )

    @property
    def given(self) -> bool:
        """Whether there is any."""
        return bool(self.recipients or self.identities or self.passphrase is not None)


NO_KEY = Key()


def new_identity() -> tuple[str, str]:
    """Return a new key: the secret identity and the public recipient."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def lines_of_keys(path: Path) -> tuple[str, ...]:
    """Return the keys of an age file of recipients or identities: one a line, # comments. Raises Invalid."""
    try:
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path) from error
    keys = tuple(line for line in lines if line and not line.startswith("#"))
    if not keys:
        raise _unreadable(path)
    return keys


def read_passphrase(path: Path) -> str:
    """Return the first line of a file. Raises Invalid where there is none."""
    try:
        first = path.read_text(encoding="utf-8").splitlines()[:1]
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path) from error
    if not first or not first[0]:
        raise _unreadable(path)
    return first[0]


def write_sealed(pieces: Iterator[bytes], out: BinaryIO, key: Key) -> None:
    """Write the pieces, encrypted where a key is given. Raises Invalid for a recipient that is none."""
    if not key.given:
        out.writelines(pieces)
        return
    if key.passphrase is not None:
        identity = pyrage.x25519.Identity.generate()
        locked: bytes = pyrage.passphrase.encrypt(f"{identity}\n".encode(), key.passphrase)
        out.write(PASSPHRASE + f"{len(locked)}\n".encode() + locked)
        recipients = [identity.to_public()]
    else:
        recipients = [_recipient(text) for text in key.recipients]
    source = _Source(pieces)
    try:
        pyrage.encrypt_io(source, out, recipients)
    except Exception as error:
        raise source.error or error from None


def open_sealed(path: Path, into: Writer, key: Key) -> bool:
    """Write a file's content into ``into``; return whether it was encrypted. Raises Damaged, Invalid (wrong key)."""
    try:
        with path.open("rb") as file:
            return _open(file, into, key)
    except OSError as error:
        raise _unreadable(path) from error


def _open(file: BinaryIO, into: Writer, key: Key) -> bool:
    start = file.read(len(PASSPHRASE))
    if start.startswith(GZIP):
        if key.given:
            raise Invalid(
                "The backup is not encrypted; leave the key out if you expect that.",
                "Tệp sao lưu không được mã hóa; nếu đúng như vậy, hãy bỏ khóa.",
                field="key",
            )
        file.seek(0)
        while piece := file.read(PIECE):
            into.write(piece)
        return False
    if start == PASSPHRASE:
        _decrypt(file, into, [_unlock(file, key)])
    elif start.startswith(AGE):
        file.seek(0)
        if not key.identities:
            raise _wanted("a key (--identity FILE)", "khóa (--identity TỆP)")
        _decrypt(file, into, [_identity(text) for text in key.identities])
    else:
        raise damaged()
    return True


def _unlock(file: BinaryIO, key: Key) -> pyrage.x25519.Identity:
    length = file.readline(8)
    if not length[:-1].isdigit() or int(length) > LONGEST_KEY or length != f"{int(length)}\n".encode():
        raise damaged()
    if key.passphrase is None:
        raise _wanted("the passphrase (--passphrase-file FILE)", "mật khẩu (--passphrase-file TỆP)")
    try:
        return _identity(pyrage.passphrase.decrypt(file.read(int(length)), key.passphrase).decode().strip())
    except (pyrage.DecryptError, UnicodeDecodeError):
        raise _wrong_key() from None


def _decrypt(file: BinaryIO, into: Writer, identities: list[pyrage.x25519.Identity]) -> None:
    drain = _Drain(into.write)
    try:
        pyrage.decrypt_io(file, drain, identities)
    except Exception as error:
        if drain.error:
            raise drain.error from None
        if "No matching keys" in str(error):
            raise _wrong_key() from None
        raise damaged() from None


class _Source(io.RawIOBase):
    """The pieces as a file to read; what goes wrong in making them is kept, as Rust tells only that it did."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""
        self.error: BaseException | None = None

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        try:
            while not self._rest and (piece := next(self._pieces, None)) is not None:
                self._rest = piece
        except BaseException as error:  # Ctrl-C too
            self.error = error
            raise
        found, self._rest = self._rest[:size], self._rest[size:]
        return found


class _Drain(io.RawIOBase):
    """A file to write into, which keeps what goes wrong there."""

    def __init__(self, write: Callable[[bytes], int]) -> None:
        self._write = write
        self.error: BaseException | None = None

    def writable(self) -> bool:
        return True

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        try:
            return self._write(bytes(data))
        except BaseException as error:  # Ctrl-C too
            self.error = error
            raise


def _recipient(text: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        raise Invalid(
            "That is no public key of age; it starts with age1 (truyvet backup-key makes one).",
            "Đó không phải khóa công khai của age; khóa bắt đầu bằng age1 (truyvet backup-key tạo khóa).",
            field="recipient",
        ) from None


def _identity(text: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(text)
    except pyrage.IdentityError:
        raise Invalid(
            "The file of keys holds a line that is no secret key of age (AGE-SECRET-KEY-1...).",
            "Tệp khóa có dòng không phải khóa bí mật của age (AGE-SECRET-KEY-1...).",
            field="identity",
        ) from None


def _wanted(en: str, vi: str) -> Invalid:
    return Invalid(f"The backup is encrypted: give {en}.", f"Tệp sao lưu được mã hóa: cần {vi}.", field="key")


def _wrong_key() -> Invalid:
    return Invalid(
        "The key or passphrase does not open this backup; nothing was written.",
        "Khóa hoặc mật khẩu không mở được tệp sao lưu này; chưa ghi gì.",
        field="key",
    )


def _unreadable(path: Path) -> Invalid:
    return Invalid(f"{path} cannot be read, or is empty.", f"Không đọc được {path}, hoặc tệp trống.", field="file")
