"""Residences: an address taken apart into room, house, village and commune, filler words removed.

District and province are kept in the text only: districts were abolished and provinces merged on 1 July 2025.
"""

import re
from collections.abc import Mapping

from graph.model.keys import fold
from loaders.findings import Note
from loaders.rows import Address
from loaders.values.read import Read
from loaders.values.text import Cell, cell_text, is_empty

#: Districts and towns around Bắc Giang's and Bắc Ninh's parks; without a filler word they are no commune.
DISTRICTS = frozenset(
    """viet yen|yen dung|hiep hoa|lang giang|luc nam|luc ngan|son dong|tan yen|yen the|que vo|yen phong|tien du|tu son|
    gia binh|luong tai|thuan thanh|bac giang|bac ninh|ha noi|lang son|thai nguyen""".replace("\n", "")
    .replace(" " * 4, "")
    .split("|")
)
_ROOM_TEXT = (
    r"(?:số\s+)?(?:(?:phòng|phong)(?:\s*(?:trọ|số|so|tro)\b)*\s*[.:]?\s*(?:số\s*)?"
    r"((?:[a-z]{1,2}[.\-]?)?\d[0-9a-z.\-/]*|[a-z])\b|p\s*[.:]?\s*((?:[a-z]{1,2}[.\-]?)?\d[0-9a-z.\-/]*)\b)"
)
_ROOM = re.compile(_ROOM_TEXT, re.IGNORECASE)
_ROOM_INSIDE = re.compile(rf"(?<!\w){_ROOM_TEXT}", re.IGNORECASE)
_BARE_ROOM = re.compile(r"^(?:[a-z]{0,2}[\-.]?)?\d{1,4}[a-z]?$", re.IGNORECASE)
_HOUSE = re.compile(
    r"^(?:khu\s+)?(?:nhà\s*trọ|nha\s*tro|khu\s*trọ|khu\s*tro|xóm\s*trọ|xom\s*tro|dãy\s*trọ|day\s*tro|phòng\s*trọ\s*nhà|trọ|tro|nhà|nha)\s+(?:của\s+|nhà\s+)?(.+)$",
    re.IGNORECASE,
)
_DORMITORY = re.compile(r"^(?:ktx|kí túc xá|ký túc xá|ky tuc xa|ki tuc xa|ký túc|dormitory)\b", re.IGNORECASE)
_VILLAGE = re.compile(
    r"^(?:thôn|thon|làng|lang|xóm|xom|tdp|tổ dân phố|to dan pho|khu phố|khu pho|kp|bản|ấp|phố|village)\b\.?\s*(.+)$",
    re.IGNORECASE,
)
_COMMUNE = re.compile(r"^(?:xã|xa|phường|phuong|thị trấn|thi tran|tt|commune)\b\.?\s*(.+)$", re.IGNORECASE)
_LARGER = re.compile(
    r"^(?:(?:huyện|huyen|quận|quan|thành phố|thanh pho|tp|thị xã|thi xa|tx|tỉnh|tinh)\b|h\.|t\.|việt nam$|vn$)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[,;\n]|\s[-–]\s|(?<=\D)\s*[-–]\s*(?=[^\d\s])")
_MISSING = frozenset({"khong", "khong ro", "chua ro", "chua co", "o nha", "tai nha", "nhu tren"})


def read_address(parts: Mapping[str, Cell]) -> Read[Address | None]:
    """Return a residence. ``parts`` holds the whole text as ``residence``, and split columns by their fields.

    >>> read_address({"residence": "P.203 nhà trọ bà Hoa, Núi Hiểu, Quang Châu"}).value.house
    'bà Hoa'
    """
    texts = {name: " ".join(cell_text(cell).split()) for name, cell in parts.items() if not is_empty(cell)}
    texts = {name: text for name, text in texts.items() if text and fold(text) not in _MISSING}
    if not texts:
        return Read(None)
    found = _Found()
    for piece in _pieces(texts.get("residence", "")):
        found.add(piece)
    found.add_column(texts)
    text = ", ".join(
        texts[name]
        for name in ("room", "house", "residence", "village", "commune", "district", "province")
        if name in texts
    )
    if "room" in texts and _BARE_ROOM.fullmatch(texts["room"]):
        text = f"Phòng {text}"
    address = Address(
        text=text,
        room=found.room,
        house=found.house,
        village=found.village,
        commune=found.commune,
        dormitory=found.dormitory,
    )
    known = found.room or found.house or found.village or found.commune
    return Read(address, () if known else (Note("residence-unclear", text),))


def _pieces(text: str) -> list[str]:
    """Cut an address at commas, semicolons and dashes, and a room from the house behind it."""
    pieces = []
    for piece in _PARTS.split(text):
        piece = piece.strip(" .")
        match = _ROOM.match(piece)
        if match and piece[match.end() :].strip(" .,-"):
            pieces += [piece[: match.end()].strip(" ."), piece[match.end() :].strip(" .,-")]
        elif piece:
            pieces.append(piece)
    return pieces


def _number(match: re.Match[str]) -> str:
    return match[1] or match[2]


class _Found:
    """The parts of one address as they are found, in the order in which people write them."""

    def __init__(self) -> None:
        self.room = self.house = self.village = self.commune = ""
        self.dormitory = False
        self._larger = False

    def add(self, piece: str) -> None:
        """Put one piece where its filler word says, else into the next free part."""
        if fold(piece) in DISTRICTS:
            self._larger = bool(self.village or self.commune)
        elif (match := _ROOM.match(piece)) and match.end() == len(piece):
            self.room = self.room or _number(match)
        elif _DORMITORY.match(piece):
            self._dormitory(piece)
        elif match := _HOUSE.match(piece):
            self.house = self.house or match[1].strip()
        elif match := _VILLAGE.match(piece):
            self.village = self.village or match[1].strip()
        elif match := _COMMUNE.match(piece):
            self.commune = self.commune or match[1].strip()
        elif _LARGER.match(piece):
            self._larger = True
        elif not self._larger:
            self._unmarked(piece)

    def _dormitory(self, piece: str) -> None:
        self.dormitory = True
        bare = _DORMITORY.sub("", piece).strip(" .:")
        inner = _ROOM_INSIDE.search(bare)
        if inner and not self.room:
            self.room, bare = _number(inner), bare[: inner.start()].strip()
        self.house = self.house or f"KTX {bare}".strip()

    def _unmarked(self, piece: str) -> None:
        if not (self.room or self.house or self.village) and _BARE_ROOM.fullmatch(piece):
            self.room = piece
        elif not self.village and not self.commune:
            self.village = piece
        elif not self.commune:
            self.commune = piece

    def add_column(self, texts: Mapping[str, str]) -> None:
        """Put split columns in their parts: their titles say what they are, a filler word is only removed."""
        if text := texts.get("room"):
            match = _ROOM.match(text)
            self.room = _number(match) if match and match.end() == len(text) else text
        if text := texts.get("house"):
            for piece in _pieces(text):
                if (room := _ROOM.match(piece)) and room.end() == len(piece):
                    self.room = self.room or _number(room)
                elif _DORMITORY.match(piece):
                    self._dormitory(piece)
                else:
                    match = _HOUSE.match(piece)
                    self.house = self.house or (match[1].strip() if match else piece)
        for name, filler in (("village", _VILLAGE), ("commune", _COMMUNE)):
            if text := texts.get(name):
                match = filler.match(text)
                setattr(self, name, match[1].strip() if match else text)
