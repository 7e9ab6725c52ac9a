"""Packs: what the manifest says, what is refused, and that no name is left in any file of any format."""

import csv
import hashlib
import io
import json
import re
import stat
import zipfile
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings

from graph.clock import now
from graph.errors import Invalid
from graph.exports import epicontacts, microbetrace, tables
from graph.exports.attributes import PERSON
from graph.exports.network import Network
from graph.exports.opengraph_definition import definition
from graph.exports.pack import FORMATS, write_pack
from graph.exports.pseudonyms import GUARDED, pseudonymised
from tests.networks import KEY, MARK, drawn, network, networks

PSEUDONYMOUS: dict[str, Any] = {"version": "0.1", "identified": False, "reason": None, "made_by": "hoa", "key": KEY}
NAMED: dict[str, Any] = {"version": "0.1", "identified": True, "reason": "điều tra", "made_by": "hoa"}
FILES = {
    "xlsx": {"network.xlsx"},
    "csv": {"people.csv", "contacts.csv", "memberships.csv"},
    "epicontacts": {"linelist.csv", "contacts.csv", "read.R"},
    "outbreaker2": {"dates.csv", "ctd.csv", "read.R"},
    "microbetrace": {"nodes.csv", "links.csv"},
    "graphml": {"network.graphml"},
    "gexf": {"network.gexf"},
}


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def texts(path: Path) -> dict[str, str]:
    """Return every text of a pack; a workbook's are its parts, as they are in its own .zip."""
    found = {}
    for name, content in contents(path).items():
        parts = {name: content}
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                parts = {f"{name}/{part}": book.read(part) for part in book.namelist()}
        found |= {part: text.decode() for part, text in parts.items()}
    return found


def manifest(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(contents(path)["manifest.json"])
    return found


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_its_files_and_their_hashes(name: str, tmp_path: Path) -> None:
    out = write_pack(drawn(), name, tmp_path / "pack.zip", **NAMED)
    files = contents(out)
    hashes = manifest(out)["files"]
    assert set(hashes) | {"manifest.json"} == set(files)
    assert FILES.get(name, set(hashes)) == set(hashes)
    for path, entry in hashes.items():
        assert entry == {"sha256": hashlib.sha256(files[path]).hexdigest(), "bytes": len(files[path])}
    assert "Lê Thị An" in "".join(texts(out).values()) or name == "outbreaker2"
    assert [path.name for path in tmp_path.iterdir()] == ["pack.zip"]


def test_the_manifest_of_names(tmp_path: Path) -> None:
    found = manifest(write_pack(drawn(), "graphml", tmp_path / "pack.zip", **NAMED))
    assert found.pop("made_at").startswith("20")
    assert len(found.pop("files")) == 1
    assert found == {
        "what": "trace", "question": {"vi": "Ai tiếp xúc với An?", "en": "Who had contact with An?"},
        "rules": "vn-3638-2021", "as_of": "2021-05-20", "known_at": "2021-05-20T03:00:00+00:00",
        "people": {"total": 3, "levels": {"0": 1, "1": 2}},
        "contacts": {"total": 3, "settings": {"room": 1, "team": 1, "vehicle": 1}},
        "identified": True, "guarded": None, "format": "graphml", "program": {"name": "truyvet", "version": "0.1"},
        "reason": "điều tra", "made_by": "hoa",
    }  # fmt: skip


def test_the_manifest_of_pseudonyms(tmp_path: Path) -> None:
    found = manifest(write_pack(drawn(), "graphml", tmp_path / "pack.zip", **PSEUDONYMOUS))
    assert (found["identified"], found["reason"], found["made_by"]) == (False, None, "hoa")
    assert found["guarded"] == {
        "smallest": 5,
        "blanked": {"sex": 2, "age_band": 2, "vaccine_doses": 2, "outcome": 1},
        "dates_shifted": False,
    }
    assert found["question"]["en"] == "Contacts of 1 case(s)"
    assert found["made_at"] is not None


@pytest.mark.parametrize("name", FORMATS)
def test_a_shifted_pack_does_not_tell_when_it_was_made(name: str, tmp_path: Path) -> None:
    out = write_pack(drawn(), name, tmp_path / "pack.zip", **PSEUDONYMOUS, shift_days=-700)
    found = manifest(out)
    assert (found["made_at"], found["as_of"], found["guarded"]["dates_shifted"]) == (None, "2019-06-20", True)
    with zipfile.ZipFile(out) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
    this_year = str(now().year)
    own = ("queries/", "upload.py", "read.R", "definition.json")  # the same in every pack
    for path, text in texts(out).items():
        bare = re.sub(r"http://schemas\.\S+|vn-3638-2021|[0-9a-f]{64}", "", text)
        assert path.startswith(own) or not {"2021", this_year} & set(re.findall(r"\d{4}", bare)), path
    assert b"700" not in contents(out)["manifest.json"].replace(b'"sha256"', b"").split(b'"files"')[0]


def test_without_a_key_no_two_packs_share_a_pseudonym_and_with_one_they_are_the_same(tmp_path: Path) -> None:
    def pack(name: str, **more: Any) -> dict[str, bytes]:
        return contents(write_pack(drawn(), "microbetrace", tmp_path / name, **PSEUDONYMOUS | more))

    first, again, other = pack("a.zip"), pack("b.zip"), pack("c.zip", key=None)
    assert first["nodes.csv"] == again["nodes.csv"]
    ids = [{row["id"] for row in csv.DictReader(io.StringIO(one["nodes.csv"].decode()))} for one in (first, other)]
    assert not ids[0] & ids[1]
    assert KEY not in b"".join(first.values())


def test_one_pseudonymised_before_is_not_again(tmp_path: Path) -> None:
    hidden = pseudonymised(drawn(), key=KEY)
    out = write_pack(hidden, "graphml", tmp_path / "pack.zip", **PSEUDONYMOUS | {"key": None})
    assert hidden.people[0].key.encode() in contents(out)["network.graphml"]


@pytest.mark.parametrize("reason", [None, "", "  "])
def test_names_without_a_reason_are_refused(reason: str | None, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="needs a reason") as error:
        write_pack(drawn(), "gexf", tmp_path / "pack.zip", **NAMED | {"reason": reason})
    assert "phải có lý do" in error.value.vi
    assert error.value.field == "reason"
    assert not list(tmp_path.iterdir())


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="There is no format pack; there are xlsx, csv, epicontacts") as error:
        write_pack(drawn(), "pack", tmp_path / "pack.zip", **NAMED)
    assert error.value.field == "format"


def test_what_a_format_cannot_hold_leaves_nothing(tmp_path: Path) -> None:
    for out in (tmp_path / "pack.zip", tmp_path / "pack"):
        with pytest.raises(Invalid):
            write_pack(network(), "epicontacts", out, **NAMED)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_holds_something_is_left(tmp_path: Path) -> None:
    out = write_pack(drawn(), "opengraph", tmp_path / "pack", **PSEUDONYMOUS)
    assert (out / "queries" / "1-cases.json").exists()
    assert stat.S_IMODE(out.stat().st_mode) == 0o700
    with pytest.raises(Invalid, match="exists already"):
        write_pack(drawn(), "gexf", out, **PSEUDONYMOUS)


def test_a_zip_is_replaced_and_the_owners_alone(tmp_path: Path) -> None:
    out = tmp_path / "pack.zip"
    out.write_text("old")
    assert stat.S_IMODE(write_pack(drawn(), "gexf", out, **NAMED).stat().st_mode) == 0o600
    assert "network.gexf" in contents(out)


@pytest.mark.parametrize("name", ["epicontacts", "outbreaker2", "microbetrace", "csv"])
def test_no_cell_becomes_a_formula(name: str, tmp_path: Path) -> None:
    plain = drawn()
    bad = [
        replace(one, name=f"{sign}cmd|' /C calc'!A0", team=f"{sign}1")
        for one, sign in zip(plain.people, "=+@", strict=True)
    ]
    files = contents(write_pack(replace(plain, people=tuple(bad)), name, tmp_path / "pack.zip", **NAMED))
    cells = [
        cell
        for path, text in files.items()
        if path.endswith(".csv")
        for row in csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""))
        for cell in row
    ]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]


@settings(max_examples=25, deadline=None)
@given(networks())
def test_no_identifying_text_is_left_in_any_file(plain: Network) -> None:
    for name in FORMATS:
        with TemporaryDirectory() as folder:
            out = write_pack(plain, name, Path(folder) / "pack.zip", **PSEUDONYMOUS)
            for path, text in texts(out).items():
                assert MARK not in path + text, (name, path)
                assert "&#164;" not in text
                assert "\\u00a4" not in text.lower()


@settings(max_examples=10, deadline=None)
@given(networks())
def test_any_network_is_written_with_names_too(plain: Network) -> None:
    for name in FORMATS:
        with TemporaryDirectory() as folder:
            assert manifest(write_pack(plain, name, Path(folder) / "pack.zip", **NAMED))["identified"]


def test_the_docs_name_every_format_file_and_column() -> None:
    text = (Path(__file__).parents[3] / "docs" / "exports.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([\w.]+)`", text))
    columns = {
        *PERSON,
        *epicontacts.CONTACT,
        *microbetrace.LINK,
        *tables.CONTACT,
        *tables.MEMBERSHIP,
        "i",
        "j",
        "date",
        "basis",
    }
    assert {*FORMATS, *columns, *GUARDED, *(name for files in FILES.values() for name in files)} <= named
    kinds = definition()
    assert {one["name"] for one in (*kinds["node_kinds"], *kinds["relationship_kinds"])} <= named
