"""Titles of columns: how they compare, and which field each known one names.

A title counts without accents, case, signs and brackets.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType

from graph.model.keys import fold
from loaders.form import BY_FIELD, COLUMNS, RESIDENCE_PARTS

_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
#: In brackets these do not explain a title but make another one of it: "Điện thoại (người thân)".
_OTHER = re.compile(
    r"\b(nguoi than|nguoi nha|gia dinh|than nhan|bo|me|vo|chong|khan|khi can|loai|ten|lo|vac xin|vaccine)\b"
)
_SIGNS = re.compile(r"[^0-9a-z]+")
#: Below an address a title means one of its parts: "Phòng" is a room there, not a department.
_PART_OF_ADDRESS = {"workshop": "room", "team": "village", "home_address": "residence"}
_HOME = frozenset({*RESIDENCE_PARTS, "residence"})
_ADDRESS = frozenset({*RESIDENCE_PARTS, "residence", "residence_since", "housemates"})
#: What titles below "Người ở cùng" mean.
_OF_HOUSEMATE = {
    "name": "housemate_name",
    "birth_date": "housemate_birth",
    "phone": "housemate_phone",
    "citizen_id": "housemate_id",
    "housemates": "housemates",
}
#: Below these, titles tell of another person, another place or another time than the worker's own.
_FOREIGN = re.compile(
    r"\b(nguoi (o cung|o chung|than|nha|lien he|gioi thieu)|cung (phong|nha)|chu (tro|nha|ho|nha tro|khu tro)|than nhan"
    r"|(noi|dia chi|que) (sinh|di|den)|nguyen quan|lich su|truoc|(cha|bo) me|khan cap|con cai)\b"
    r"|^((so|ho ten|ho va ten|thong tin) )*(con|vo|chong|vo chong|chong vo|cha|bo|me|me bo|bo me)$|\bcu$"
)
_LANDLORD = re.compile(r"\bchu (tro|nha tro|khu tro|nha)\b")
_FROM = r"(o )?tu( ngay)?|ngay (bat dau|den)|bat dau( tu)?"
#: What a title that alone says little means below one of these fields; "" is nothing that is read.
_BELOW = (
    ("residence", re.compile(_FROM), "residence_since"),
    ("residence", re.compile(r"dia chi"), "residence"),
    ("home_address", re.compile(_FROM), ""),
    ("home_address", re.compile(r"dia chi"), "home_address"),
    ("vehicle", re.compile(_FROM), "vehicle_since"),
    ("citizen_id", re.compile(r"so|so the"), "citizen_id"),
)


@lru_cache(maxsize=1 << 13)
def title_key(text: str) -> str:
    """Return a title as it compares.

    >>> title_key("HỌ VÀ TÊN *"), title_key("Số\\nCCCD/CMND")
    ('ho va ten', 'so cccd cmnd')
    """
    return " ".join(_SIGNS.sub(" ", fold(text)).split())


@cache
def known_titles() -> Mapping[str, tuple[str, int]]:
    """Return every known title, as it compares, with its field and its rank: the form's own titles come first."""
    known: dict[str, tuple[str, int]] = {}
    for column in COLUMNS:
        for rank, title in enumerate((column.title, column.english, *column.titles)):
            for spelling in (title_key(title), title_key(_BRACKETS.sub(" ", title))):
                # "#" is nothing but a sign.
                known.setdefault(spelling or title, (column.field, rank))
    return MappingProxyType(known)


@lru_cache(maxsize=1 << 13)
def _lookup(text: str) -> tuple[str, int] | None:
    known = known_titles()
    bare = _BRACKETS.sub(lambda found: found[0] if _OTHER.search(title_key(found[0])) else " ", text)
    for line in (text, bare, text.split("\n")[0]):
        if found := known.get(title_key(line) or line.strip(" *")):
            return found
    # "Phương tiện / BKS" is two words for one thing.
    several = {known.get(title_key(part), ("", 0))[0] for part in text.split("/")} if "/" in text else set()
    field = several.pop() if len(several) == 1 else ""
    return (field, max(known[title_key(part)][1] for part in text.split("/"))) if field else None


def field_of(path: Iterable[str]) -> tuple[str, int] | None:
    """Return the field and rank that a title of one to three rows names; None where it is not known.

    ``path`` has its texts from the top. The whole is tried first, then without its uppermost part: "Nơi ở hiện tại"
    over "Thôn" is the village, and so is "Thôn" alone; but below "Hộ khẩu thường trú" it is a part of that.

    >>> field_of(["Mũi 1", "Ngày"])[0], field_of(["Hộ khẩu thường trú", "Thôn"])[0]
    ('dose_1_date', 'home_village')
    """
    parts = [part for part in path if part]
    for start in range(len(parts)):
        found = _lookup(" ".join(parts[start:])) if start == len(parts) - 1 else _joined(parts[start:])
        if start:
            found = _below(parts[:start], found, parts[start:])
        if found is not None:
            return found
    return None


def _below(above: Sequence[str], found: tuple[str, int] | None, parts: Sequence[str]) -> tuple[str, int] | None:
    """Return what a title means below others: what it means alone, unless they tell of what it is."""
    keys = [title_key(part) for part in above]
    named = {one[0] for part in above if (one := _lookup(part))}
    if "housemates" in named or any(_FOREIGN.search(key) for key in keys):
        return _below_foreign(keys, named, found)
    for field, pattern, meant in _BELOW:
        if field in named and pattern.fullmatch(title_key(parts[-1])):
            return (meant, 0) if meant else None
    if found is None or not {"residence", "home_address"} & named:
        return found
    name = _PART_OF_ADDRESS.get(found[0], found[0])
    if "home_address" in named and "residence" not in named:
        return (f"home_{name}" if name in RESIDENCE_PARTS else "home_address", found[1]) if name in _HOME else None
    return (name, found[1]) if name in _ADDRESS else None


def _below_foreign(keys: Sequence[str], named: set[str], found: tuple[str, int] | None) -> tuple[str, int] | None:
    """Below "Người ở cùng" stand the housemates' own names and years, below "Chủ trọ" whose house it is; else nothing
    of the worker."""
    if found is None:
        return None
    if "housemates" in named or any("o cung" in key or "o chung" in key for key in keys):
        name = _OF_HOUSEMATE.get(found[0])
        return None if name is None else (name, found[1])
    landlord = any(_LANDLORD.search(key) for key in keys)
    return ("house", found[1]) if landlord and found[0] in ("name", "house") else None


def says_more(path: Sequence[str]) -> bool:
    """Tell whether a title's rows say together what the lowest one does not: "Mũi 2" over "Loại".

    "Họ và tên" over "Full name" does not: below the titles stands their translation.
    """
    whole = _joined(path) if len(path) > 1 else None
    lowest = _lookup(path[-1])
    return whole is not None and (lowest is None or lowest[0] != whole[0])


def _joined(parts: Sequence[str]) -> tuple[str, int] | None:
    """Look up a title of several rows: whole, and of each part the first line, where English stands below."""
    whole = " ".join(" ".join(part.split()) for part in parts)
    return _lookup(whole) or _lookup(" ".join(part.split("\n")[0] for part in parts))


def names_field(text: str) -> str | None:
    """Return the field that a person means: its name (``citizen_id``) or any title of it.

    >>> names_field("name"), names_field("Số CMND"), names_field("lương")
    ('name', 'citizen_id', None)
    """
    bare = text.strip().lower()
    if bare in BY_FIELD:
        return bare
    found = _lookup(text)
    return found[0] if found else None
