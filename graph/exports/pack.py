"""A pack: the files of one format with a manifest of what was asked, by which rules, how many, by whom and why.

People are pseudonyms unless it is asked for names, with a reason. A pack is readable by its owner alone.
"""

import hashlib
import json
import os
import secrets
import tempfile
import zipfile
from collections import Counter
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from graph.clock import now
from graph.errors import Invalid
from graph.exports.network import Network
from graph.exports.pseudonyms import SMALLEST, pseudonymised

#: Format: the module that writes it.
_WRITERS = {
    "xlsx": "book",
    "csv": "tables",
    "epicontacts": "epicontacts",
    "outbreaker2": "outbreaker2",
    "microbetrace": "microbetrace",
    "graphml": "graphml",
    "gexf": "gexf",
    "opengraph": "opengraph",
    "browser": "browser.files",
}
FORMATS = tuple(_WRITERS)
#: Formats whose one file is looked at alone, and so says itself what the manifest says.
_TOLD = ("xlsx",)
#: Of all entries: the day of writing would say by how much the days of a shifted pack were moved.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def write_pack(
    network: Network,
    format: str,
    out: Path,
    *,
    version: str,
    identified: bool,
    reason: str | None,
    made_by: str,
    key: bytes | None = None,
    shift_days: int = 0,
    smallest: int = SMALLEST,
) -> Path:
    """Write a .zip where ``out`` ends in it, else a folder; return it.

    Without ``key`` pseudonyms are made with one that nobody keeps, so no two packs share them. Raises Invalid for an
    unknown format, names without a reason, a folder that holds something, and what a format or key cannot be.
    """
    if format not in FORMATS:
        raise Invalid(
            f"There is no format {format}; there are {', '.join(FORMATS)}.",
            f"Không có định dạng {format}; có {', '.join(FORMATS)}.",
            field="format",
        )
    if identified and not (reason or "").strip():
        raise Invalid(
            "A pack with names needs a reason; or leave the names out.",
            "Gói có tên người phải có lý do; nếu không, hãy bỏ tên.",
            field="reason",
        )
    if not identified and network.guarded is None:
        secret = secrets.token_bytes(32) if key is None else key
        network = pseudonymised(network, key=secret, shift_days=shift_days, smallest=smallest)
    facts = _facts(network) | {
        "format": format,
        "program": {"name": "truyvet", "version": version},
        "reason": reason,
        "made_by": made_by,
    }
    # A writer is loaded when it is asked for: networkx takes longer to load than most commands to run.
    writer = import_module(f"graph.exports.{_WRITERS[format]}")
    told = {"facts": facts} if format in _TOLD else {}
    files: dict[str, bytes] = writer.pack_files(network, **told)
    manifest = facts | {"files": _hashes(files)}
    files["manifest.json"] = json.dumps(manifest, ensure_ascii=False, indent=2).encode()
    if out.suffix == ".zip":
        _write_zip(files, out)
    else:
        _write_folder(files, out)
    return out


def _facts(network: Network) -> dict[str, Any]:
    guarded = network.guarded
    levels = Counter(person.level for person in network.people)
    settings = Counter(contact.setting for contact in network.contacts)
    return {
        "what": network.what,
        "question": dict(network.question),
        "rules": network.rules,
        "as_of": network.as_of.isoformat(),
        "known_at": network.known_at.isoformat() if network.known_at else None,
        "people": {"total": len(network.people), "levels": {str(one): levels[one] for one in sorted(levels)}},
        "contacts": {"total": len(network.contacts), "settings": {one: settings[one] for one in sorted(settings)}},
        "identified": guarded is None,
        "guarded": guarded
        and {"smallest": guarded.smallest, "blanked": dict(guarded.blanked), "dates_shifted": guarded.shifted},
        # Null where days are shifted: a pack is made soon after its as_of, and that would undo the shift.
        "made_at": None if guarded and guarded.shifted else now().isoformat(timespec="seconds"),
    }


def _hashes(files: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        name: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
        for name, content in sorted(files.items())
    }


def _write_zip(files: Mapping[str, bytes], out: Path) -> None:
    """Write a .zip that is whole or not there."""
    descriptor, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for path, content in files.items():
                entry = zipfile.ZipInfo(path, _EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, content)
        os.replace(name, out)
    except BaseException:
        os.unlink(name)
        raise


def _write_folder(files: Mapping[str, bytes], out: Path) -> None:
    """Write a folder; one that holds something is left as it is, so that no two packs mix."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise Invalid(
            f"{out.name} exists already; name a new folder or a .zip.",
            f"{out.name} đã có; hãy chọn thư mục mới hoặc tệp .zip.",
            field="out",
        )
    out.mkdir(mode=0o700, exist_ok=True)
    for path, content in files.items():
        (out / path).parent.mkdir(mode=0o700, exist_ok=True)
        (out / path).write_bytes(content)
