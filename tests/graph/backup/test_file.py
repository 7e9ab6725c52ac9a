"""The file: what stock tools read, and that no bit of it changes, and no byte is cut, unnoticed."""

import gzip
import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pyrage
import pytest

from graph.backup import content
from graph.backup.container import packed
from graph.backup.content import Edges, Nodes, Summary, lines_of
from graph.backup.errors import Damaged
from graph.backup.restoring import check_file
from graph.backup.sealing import Key, lines_of_keys, new_identity, read_passphrase, write_sealed
from graph.errors import Invalid, TruyvetError

IDENTITY, RECIPIENT = new_identity()
BATCHES = [
    Nodes(("Person", "Worker"), [b'{"key":"a","name":"\xc4\x90\xc3\xa0o"}', b'{"key":"b"}']),
    Nodes(("Group", "Team"), [b'{"key":"t"}']),
    Edges("WORKS_IN", [(0, 2, b'{"since":{"date":"2021-05-10"}}'), (0, 2, b"{}"), (1, 2, b"{}")]),
]


def written(path: Path, key: Key = Key(), batches: list[Any] = BATCHES) -> Path:  # noqa: B008
    head = {"program": "0.1.0", "made_at": datetime(2021, 5, 20, tzinfo=UTC).isoformat(), "revision": 7}
    with path.open("wb") as file:
        write_sealed(packed(lines_of(head, iter(batches), Summary())), file, key)
    return path


def test_stock_tools_read_it(tmp_path: Path) -> None:
    clear = gzip.decompress(written(tmp_path / "clear").read_bytes())
    sealed = written(tmp_path / "sealed", Key(recipients=(RECIPIENT,))).read_bytes()
    identity = pyrage.x25519.Identity.from_str(IDENTITY)
    assert gzip.decompress(pyrage.decrypt(sealed, [identity])) == clear
    head, people, team, edges, manifest = (json.loads(line) for line in clear.splitlines())
    assert head == {
        "format": "truyvet-backup", "version": 1, "schema": 1, "program": "0.1.0", "revision": 7,
        "made_at": "2021-05-20T00:00:00+00:00",
    }  # fmt: skip
    assert people == {"labels": ["Person", "Worker"], "nodes": [{"key": "a", "name": "Đào"}, {"key": "b"}]}
    assert team == {"labels": ["Group", "Team"], "nodes": [{"key": "t"}]}
    assert edges["relationships"] == [[0, 2, {"since": {"date": "2021-05-10"}}], [0, 2, {}], [1, 2, {}]]
    assert {**manifest["manifest"], "hash": 64} == {
        "nodes": 3, "relationships": 3, "types": {"WORKS_IN": 3}, "hash": 64,
        "labels": {"Group": 1, "Person": 2, "Team": 1, "Worker": 2},
    }  # fmt: skip
    assert check_file(tmp_path / "clear") == {**head, **manifest["manifest"], "encrypted": False}


def test_with_a_passphrase_it_is_a_locked_key_and_age(tmp_path: Path) -> None:
    path = written(tmp_path / "file", Key(passphrase="ba con mèo"))
    _, length, rest = path.read_bytes().split(b"\n", 2)
    identity = pyrage.passphrase.decrypt(rest[: int(length)], "ba con mèo").decode().strip()
    inside = pyrage.decrypt(rest[int(length) :], [pyrage.x25519.Identity.from_str(identity)])
    assert gzip.decompress(inside) == gzip.decompress(written(tmp_path / "clear").read_bytes())
    assert check_file(path, key=Key(passphrase="ba con mèo"))["nodes"] == 3
    for key in (Key(passphrase="hai con mèo"), Key(), Key(identities=(IDENTITY,))):
        with pytest.raises(Invalid, match=r"does not open|give the passphrase"):
            check_file(path, key=key)
    whole = path.read_bytes()
    first, second = whole.index(b"\n") + 2, whole.rindex(b"age-encryption") + 3
    for place in (3, first, first + 60, second, len(whole) - 300, len(whole) - 1):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        with pytest.raises(TruyvetError):
            check_file(path, key=Key(passphrase="ba con mèo"))


@pytest.mark.parametrize("key", [Key(), Key(recipients=(RECIPIENT,))], ids=["clear", "age"])
def test_no_bit_changes_and_no_byte_is_cut_unnoticed(tmp_path: Path, key: Key) -> None:
    path = written(tmp_path / "file", key)
    whole, opens = path.read_bytes(), Key(identities=(IDENTITY,)) if key.given else Key()
    assert check_file(path, key=opens)["nodes"] == 3
    spoilt = [whole[:length] for length in range(len(whole))] + [whole + b"\0", whole + whole, whole[1:]]
    for place in range(len(whole)):
        spoilt += [whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :] for bit in range(8)]
    for bad in spoilt:
        path.write_bytes(bad)
        with pytest.raises(Invalid):
            check_file(path, key=opens)


def test_a_key_that_does_not_fit(tmp_path: Path) -> None:
    path = written(tmp_path / "file", Key(recipients=(RECIPIENT, new_identity()[1])))
    assert check_file(path, key=Key(identities=(new_identity()[0], IDENTITY)))["encrypted"]
    for key, said in ((Key(), "--identity"), (Key(identities=(new_identity()[0],)), "does not open")):
        with pytest.raises(Invalid, match=said) as caught:
            check_file(path, key=key)
        assert caught.value.field == "key"
    with pytest.raises(Invalid, match="not encrypted"):
        check_file(written(tmp_path / "clear"), key=Key(identities=(IDENTITY,)))
    with pytest.raises(Invalid, match="no secret key"):
        check_file(path, key=Key(identities=("AGE-SECRET-KEY-1",)))
    with pytest.raises(Invalid, match="no public key"):
        written(path, Key(recipients=("age1x",)))
    with pytest.raises(Invalid, match="not both"):
        Key(recipients=(RECIPIENT,), passphrase="x")
    assert IDENTITY not in repr(Key(identities=(IDENTITY,)))
    assert "secret" not in repr(Key(passphrase="secret"))


def test_files_of_keys(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_text(f"# {RECIPIENT}\n\n{IDENTITY}\n")
    assert lines_of_keys(file) == (IDENTITY,)
    file.write_text("một câu dài\nkhông đọc\n")
    assert read_passphrase(file) == "một câu dài"
    for text in ("", "\n", "# only\n"):
        file.write_text(text)
        with pytest.raises(Invalid, match="cannot be read"):
            lines_of_keys(file)
    file.write_text("")
    for read in (read_passphrase, lines_of_keys):
        for path in (file, tmp_path / "none", tmp_path):
            with pytest.raises(Invalid, match="cannot be read"):
                read(path)


def test_a_file_of_a_newer_program_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VERSION", "SCHEMA_VERSION"):
        with monkeypatch.context() as patch:
            patch.setattr(content, name, 2)
            path = written(tmp_path / name)
            assert check_file(path)["nodes"] == 3
        with pytest.raises(Invalid, match=r"newer truyvet \(0\.1\.0\)"):
            check_file(path)


def changed(change: Callable[[list[Any]], Any]) -> list[bytes]:
    lines = [json.loads(line) for line in lines_of({"program": "x"}, iter(BATCHES), Summary())]
    change(lines)
    return [json.dumps(line).encode() for line in lines]


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: lines.pop(0),
        lambda lines: lines.pop(),
        lambda lines: lines.pop(2),
        lambda lines: lines.append(lines[-1]),
        lambda lines: lines.insert(2, lines[-1]),
        lambda lines: lines.insert(4, lines[2]),
        lambda lines: lines[0].update(format="another"),
        lambda lines: lines[0].pop("schema"),
        lambda lines: lines[1]["nodes"][0].update(name="x"),
        lambda lines: lines[1]["nodes"].reverse(),
        lambda lines: lines[3]["relationships"][0].__setitem__(1, 3),
        lambda lines: lines[3]["relationships"][0].__setitem__(0, -1),
        lambda lines: lines[3]["relationships"].pop(),
        lambda lines: lines[3].update(type="RIDES"),
        lambda lines: lines[-1]["manifest"].update(nodes=4),
        lambda lines: lines.__setitem__(1, {"what": 1}),
        lambda lines: lines.__setitem__(1, ["list"]),
    ],
)
def test_a_content_that_its_manifest_does_not_fit_is_refused(
    tmp_path: Path, change: Callable[[list[Any]], Any]
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"".join(packed(iter(changed(len)))))
    assert check_file(path)["nodes"] == 3
    path.write_bytes(b"".join(packed(iter(changed(change)))))
    with pytest.raises(Damaged):
        check_file(path)


@pytest.mark.parametrize(
    "text", [b"", b"x", b"PK\x03\x04", gzip.compress(b"{}\n", mtime=0), b"truyvet-backup passphrase 1\n9\nx"]
)
def test_what_is_no_backup(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "file").write_bytes(text)
    with pytest.raises(Invalid):
        check_file(tmp_path / "file", key=Key(passphrase="x") if text.startswith(b"truyvet") else Key())
    with pytest.raises(Invalid, match="cannot be read"):
        check_file(tmp_path / "none")


def test_a_large_file_comes_through_in_pieces(tmp_path: Path) -> None:
    noise = Random(1)
    rows = [b'{"key":"%s"}' % noise.randbytes(400).hex().encode() for _ in range(3000)]
    batches: list[Any] = [Nodes(("A",), rows[i : i + 500]) for i in range(0, 3000, 500)]
    batches.append(Edges("T", [(i, i + 1, b"{}") for i in range(2999)]))
    for key, opens in ((Key(), Key()), (Key(recipients=(RECIPIENT,)), Key(identities=(IDENTITY,)))):
        path = written(tmp_path / "file", key, batches)
        assert os.path.getsize(path) > 1 << 20
        assert check_file(path, key=opens)["relationships"] == 2999
