"""Keys: how a node is recognised when it arrives again.

A key is made once, from what the first workbook says, and never changes. Its parts are joined by ``~`` and match
``[A-Za-z0-9._~-]+``, so that a key can be typed, put in an address and split again. Three kinds of part exist, and
none can be mistaken for another, so no two nodes of different kinds ever get one key:

* a folded name (``to-1``): accents, case and the kind of separator do not count;
* a code (``nv01.x2f2``): case does not count, every other character does;
* a marked part (``noi_o``, ``xe_tuyen-5``): an underscore never occurs in a folded name.
"""

import re
import unicodedata
from functools import lru_cache

_SEPARATORS = re.compile(r"[\s\-_/.,;:|()\[\]\"'–—]+")
_MARK = "Mn"
#: đ does not decompose; its double of other alphabets (U+00D0, U+00F0) looks the same and is often typed for it.
_D = str.maketrans("đĐðÐ", "dDdD")


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Return ``text`` without accents, in lower case and single-spaced: what people type at night.

    ``đ`` does not decompose in Unicode and is mapped by hand (shared/vietnam.md, 3), and so is the Icelandic ``ð``.

    >>> fold("  Đặng  Thị Đào ")
    'dang thi dao'
    >>> fold("hoà") == fold("hòa")
    True
    >>> fold("Ð\u1eb7ng") == fold("Đ\u1eb7ng")
    True
    """
    decomposed = unicodedata.normalize("NFD", text)
    bare = "".join(c for c in decomposed if unicodedata.category(c) != _MARK)
    return " ".join(bare.translate(_D).lower().split())


@lru_cache(maxsize=1 << 16)
def slug(name: str) -> str:
    """Return a name's part of a key: folded, separators as ``-``, any other character as ``.xHH``.

    >>> slug("Tổ 1 – May"), slug("Tổ 1/May"), slug("Chuyền A+")
    ('to-1-may', 'to-1-may', 'chuyen-a.x2b')
    """
    joined = _SEPARATORS.sub("-", fold(name)).strip("-")
    return _escape(joined, keep="-")


def code_part(code: str) -> str:
    """Return a worker code's part of a key: codes compare without case, all else counts.

    >>> code_part("NV-01/2"), code_part("nv-01/2")
    ('nv-01.x2f2', 'nv-01.x2f2')
    """
    return _escape(code.strip().lower(), keep="-_")


def _escape(text: str, *, keep: str) -> str:
    return "".join(c if (c.isascii() and c.isalnum()) or c in keep else f".x{ord(c):02x}" for c in text)


def worker_key(company: str, code: str) -> str:
    """Return the key of the worker with this code in the company with this key.

    >>> worker_key("cong-ty-abc", "W0123")
    'cong-ty-abc~w0123'
    """
    return f"{company}~{code_part(code)}"


def workshop_key(company: str, workshop: str) -> str:
    """Return the key of a company's workshop."""
    return f"{company}~{slug(workshop)}"


def team_key(workshop: str, team: str) -> str:
    """Return the key of a team in the workshop with this key."""
    return f"{workshop}~{slug(team)}"


def plate_key(plate: str) -> str:
    """Return the key of a vehicle with a number plate: upper case, only letters (with Đ) and digits.

    >>> plate_key("98B-123.45")
    '98B12345'
    """
    kept = "".join(c for c in unicodedata.normalize("NFC", plate).upper() if c.isalnum())
    return _escape(kept, keep="")


def route_key(company: str, route: str) -> str:
    """Return the key of a firm's bus on a named route.

    >>> route_key("cong-ty-abc", "5")
    'cong-ty-abc~xe_5'
    """
    return f"{company}~xe_{slug(route)}"


def residence_key(*, room: str = "", house: str = "", village: str = "", commune: str = "", company: str = "") -> str:
    """Return the key of a residence from its parsed parts, the smallest first; an unknown part stays empty.

    District and province are no part of it: both were redrawn in July 2025. ``company`` is the firm's key, given only
    where the other parts do not tell the house from those of other firms ("P305 KTX công ty").

    >>> residence_key(room="203", house="bà Hoa", village="Núi Hiểu", commune="Quang Châu")
    'noi_o~203~ba-hoa~nui-hieu~quang-chau'
    >>> residence_key(room="305", house="KTX công ty", company="cong-ty-abc")
    'noi_o~305~ktx-cong-ty~~~cong-ty-abc'
    """
    parts = [slug(part) for part in (room, house, village, commune)]
    return "~".join(["noi_o", *parts, company] if company else ["noi_o", *parts])


def implied_room_key(worker: str, *, within: str | None = None) -> str:
    """Return the key of the room that a worker shares with named housemates while no room is known.

    ``within`` is the key of the worker's house or village, if that much is known.
    """
    return f"{within or 'noi_o'}~cua_{worker}"


def cohabitant_key(home: str, name: str, *, mark: str = "") -> str:
    """Return the key of a housemate who is no listed worker.

    ``home`` is the key of the room, or of the worker who names the person where no room is known; ``mark`` is the
    citizen ID or birth year where one was given.
    """
    return "~".join([home, slug(name), code_part(mark)] if mark else [home, slug(name)])
