"""truyvet backup, restore, drill, migrate, backup-key: the whole graph as a file, and back."""

import os
import signal
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.errors import Invalid
from service.cli.console import failing, opened, out, out_json, settings
from service.cli.options import Json
from service.messages import say

if TYPE_CHECKING:
    from graph.backup.sealing import Key
    from service.settings import Settings

_File = Annotated[Path, typer.Argument(metavar="FILE", help="tệp sao lưu / the backup")]
_Recipients = Annotated[
    list[str] | None, typer.Option("--recipient", help="khóa công khai age1…, dùng nhiều lần được / public keys of age")
]
_RecipientsFile = Annotated[Path | None, typer.Option(help="tệp khóa công khai / a file of public keys")]
_Identity = Annotated[Path | None, typer.Option("--identity", help="tệp khóa bí mật / a file of secret keys")]
_Passphrase = Annotated[Path | None, typer.Option(help="tệp có mật khẩu ở dòng đầu / its first line is the passphrase")]


def backup(
    file: _File,
    recipient: _Recipients = None,
    recipients_file: _RecipientsFile = None,
    passphrase_file: _Passphrase = None,
    as_json: Json = False,
) -> None:
    """Sao lưu toàn đồ thị vào một tệp, khi dịch vụ vẫn chạy. Back the whole graph up while it is in use."""
    from graph.backup.making import backup as make
    from graph.clock import now

    with opened(prepare=True) as (database, found):
        key = _writing_key(found, recipient or [], recipients_file, passphrase_file)
        document = make(database, file, key=key, program=version("truyvet"), now=now())
    if not document["encrypted"]:
        sys.stderr.write(say(found.lang, "backup-clear") + "\n")
    _show(found, document, "backup-made", as_json=as_json, megabytes=round(document["bytes"] / 1e6, 1))


def restore(
    file: _File, identity: _Identity = None, passphrase_file: _Passphrase = None, as_json: Json = False
) -> None:
    """Khôi phục một bản sao lưu vào đồ thị trống; hãy dừng dịch vụ trước. Restore into an empty graph."""
    from datetime import datetime

    from graph.backup.restoring import restore as put_back
    from graph.clock import now
    from service.retention import purges_since

    with opened(prepare=True, whole=False) as (database, found):
        document = put_back(database, file, key=_reading_key(found, identity, passphrase_file), now=now())
    since = purges_since(found, datetime.fromisoformat(document["made_at"]))
    _show(found, {**document, "purges_since": since}, "restored", as_json=as_json)
    if since and not as_json:
        numbers = ", ".join(str(one["number"]) for one in since)
        out(say(found.lang, "restored-purges", count=len(since), numbers=numbers))


def drill(
    file: _File,
    identity: _Identity = None,
    passphrase_file: _Passphrase = None,
    folder: Annotated[Path | None, typer.Option(help="nơi đặt đồ thị tạm / where the temporary graph lies")] = None,
    as_json: Json = False,
) -> None:
    """Thử khôi phục vào một đồ thị tạm rồi xóa nó. Restore into a temporary graph, compare, delete it."""
    from graph.backup.moving import drill as try_out
    from graph.clock import now

    # A job that is ended takes its graph along, as Ctrl-C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with failing():
        found = settings()
        document = try_out(file, key=_reading_key(found, identity, passphrase_file), folder=folder, now=now())
    _show(found, document, "drilled", as_json=as_json)


def migrate(
    to: Annotated[str, typer.Option("--to", metavar="URI", help="Neo4j đích / the other Neo4j, bolt:// or neo4j+s://")],
    auth_file: Annotated[Path | None, typer.Option(help="tệp user/password của Neo4j đích / its login")] = None,
    database_name: Annotated[str, typer.Option("--database", help="tên cơ sở dữ liệu / its database")] = "neo4j",
    as_json: Json = False,
) -> None:
    """Chép toàn đồ thị sang một Neo4j trống khác. Copy the whole graph into another, empty Neo4j."""
    from graph.backup.moving import migrate as move
    from graph.clock import now
    from graph.database import Database
    from service.connect import target

    with opened(prepare=True) as (database, found):
        found.data_dir.mkdir(parents=True, exist_ok=True)
        with Database(target(found, to, auth_file=auth_file, database=database_name)) as other:
            other.verify()
            document = move(database, other, folder=found.data_dir, program=version("truyvet"), now=now())
    _show(found, {**document, "uri": to}, "migrated", as_json=as_json)


def backup_key(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="nơi ghi khóa bí mật / where the secret key goes")],
) -> None:
    """Tạo khóa để mã hóa bản sao lưu. Make a key for backups; prints the public one."""
    from graph.backup.sealing import new_identity

    with failing():
        found = settings()
        identity, recipient = new_identity()
        try:
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as output:
                output.write(f"# {recipient}\n{identity}\n")
        except OSError as error:
            raise Invalid(
                f"{file} cannot be made ({error.strerror}); choose another place.",
                f"Không tạo được {file} ({error.strerror}); hãy chọn nơi khác.",
                field="file",
            ) from None
    sys.stderr.write(say(found.lang, "backup-key-made", path=file) + "\n")
    out(recipient)


def _show(found: "Settings", document: dict[str, Any], message: str, *, as_json: bool, **more: object) -> None:
    if as_json:
        out_json(document)
        return
    out(say(found.lang, message, **document, **more))
    if document.get("held"):
        out(say(found.lang, "backup-held"))
    if document["unknown"]:
        out(say(found.lang, "backup-unknown", names=", ".join(document["unknown"])))


def _writing_key(found: "Settings", recipients: list[str], recipients_file: Path | None, words: Path | None) -> "Key":
    """Return for whom to encrypt: what the command says, else what the settings say."""
    from graph.backup.sealing import Key, lines_of_keys

    if not recipients and recipients_file is None and words is None:
        recipients_file = found.backup_recipients_file
        words = found.backup_passphrase_file
        if recipients_file is None and words is None:
            return Key(passphrase=found.backup_passphrase)
    more = lines_of_keys(recipients_file) if recipients_file else ()
    return Key(recipients=(*recipients, *more), passphrase=_words(words))


def _reading_key(found: "Settings", identity: Path | None, words: Path | None) -> "Key":
    """Return with what to read: what the command says, else what the settings say."""
    from graph.backup.sealing import Key, lines_of_keys

    if identity is None and words is None:
        identity, words = found.backup_identity_file, found.backup_passphrase_file
        if identity is None and words is None:
            return Key(passphrase=found.backup_passphrase)
    return Key(identities=lines_of_keys(identity) if identity else (), passphrase=_words(words))


def _words(path: Path | None) -> str | None:
    from graph.backup.sealing import read_passphrase

    return read_passphrase(path) if path else None
