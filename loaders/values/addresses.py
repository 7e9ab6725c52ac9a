"""Residences: an address taken apart into room, house, village and commune, filler words removed.

District and province are kept in the text only: districts were abolished and provinces merged on 1 July 2025.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from graph.model.keys import fold
from loaders.findings import Note
from loaders.rows import Address
from loaders.values.address_marks import Kind
from loaders.values.address_pieces import DISTRICTS, Piece, is_bare_room, pieces
from loaders.values.read import Read
from loaders.values.text import Cell, cell_text, is_empty

_MISSING = frozenset(
    {"khong", "khong co", "khong ro", "chua ro", "chua co", "o nha", "tai nha", "nhu tren", "x", "0", "ko", "?"}
)
#: The order in which details follow a house's name, whatever the order in which they were written.
_DETAILS = ("công ty", "số", "ngách", "ngõ", "hẻm", "đường", "lô", "dãy", "tòa", "khu", "xóm", "")
#: Details that are a house without any name.
_NUMBERED = frozenset({"số", "lô"})
#: Words of a house that any firm's house may have: they do not tell one from another.
_ANYBODYS = frozenset("ktx cong ty cty toa day khu nha nam nu so noi tru".split())
_BLOCK = re.compile(r"[A-Z]{1,3}\d{1,2}|[^\W\d_]", re.IGNORECASE)
#: Nobody's address is longer; what stands behind is kept in the text only.
_LONGEST = 400
_COLUMNS = {"room": Kind.ROOM, "house": Kind.HOUSE, "village": Kind.VILLAGE, "commune": Kind.COMMUNE}
_WRITTEN = ("room", "house", "residence", "village", "commune", "district", "province")


def read_address(parts: Mapping[str, Cell]) -> Read[Address | None]:
    """Return a residence. ``parts`` holds the whole text as ``residence``, and split columns by their fields.

    >>> read_address({"residence": "P.203 nhà trọ bà Hoa, Núi Hiểu, Quang Châu"}).value.house
    'bà Hoa'
    """
    texts = {name: " ".join(cell_text(cell).split()) for name, cell in parts.items() if not is_empty(cell)}
    texts = {name: text for name, text in texts.items() if _says_something(text)}
    return _read(tuple(texts.items())) if texts else Read(None)


@lru_cache(maxsize=1 << 14)  # several to a room
def _read(written: tuple[tuple[str, str], ...]) -> Read[Address | None]:
    texts = dict(written)
    found = _Found()
    for name, kind in _COLUMNS.items():
        if name in texts:
            found.add(_of_column(pieces(texts[name][:_LONGEST]), kind))
    found.add(pieces(texts.get("residence", "")[:_LONGEST]))
    address = found.address(_text(texts))
    if not (address.room or address.house or address.village or address.commune):
        return Read(address, (Note("residence-unclear", address.text),))
    if address.room and not address.house and (address.village or address.commune):
        return Read(address, (Note("room-without-house", address.text, address.room),))
    return Read(address)


def _says_something(text: str) -> bool:
    return any(c.isalnum() for c in text) and fold(text) not in _MISSING


def _text(texts: Mapping[str, str]) -> str:
    text = ", ".join(texts[name] for name in _WRITTEN if name in texts)
    return f"Phòng {text}" if is_bare_room(texts.get("room", "")) else text


def _of_column(some: Iterable[Piece], kind: Kind) -> tuple[Piece, ...]:
    """Return the pieces of a split column: its title says what one without a mark is."""
    return tuple(_titled(piece, kind) for piece in some)


def _titled(piece: Piece, kind: Kind) -> Piece:
    if piece.kind is Kind.UNMARKED and not (kind is Kind.HOUSE and is_bare_room(piece.text)):
        return Piece(kind, piece.text)
    if piece.kind is Kind.LARGER and not piece.mark and kind in (Kind.VILLAGE, Kind.COMMUNE):
        return Piece(kind, piece.text)
    return piece


@dataclass(slots=True)
class _Found:
    """The parts of one address as they are found. What a word or a column marks goes before what only stands there."""

    room: str = ""
    floor: str = ""
    village: str = ""
    hamlet: str = ""
    commune: str = ""
    dormitory: bool = False
    _names: dict[Kind, str] = field(default_factory=dict)
    _details: list[tuple[str, str]] = field(default_factory=list)
    _unmarked: list[str] = field(default_factory=list)
    _behind: list[str] = field(default_factory=list)
    _larger: bool = False

    def add(self, some: Iterable[Piece]) -> None:
        """Take pieces in the order in which they were written."""
        for piece in some:
            self._take(piece)

    def _take(self, piece: Piece) -> None:
        kind, text = piece.kind, piece.text
        if kind is Kind.THON_OR_TINH:
            kind = Kind.LARGER if self._is_behind_commune() or fold(text) in DISTRICTS else Kind.VILLAGE
        match kind:
            case Kind.ROOM:
                self.room = self.room or _number(text)
            case Kind.FLOOR:
                self.floor = self.floor or text
            case Kind.DORMITORY | Kind.HOUSE | Kind.ESTATE:
                self.dormitory = self.dormitory or kind is Kind.DORMITORY
                if text or kind is Kind.DORMITORY:
                    self._names.setdefault(kind, text)
            case Kind.FIRM:
                self._details.append(("công ty", text))
            case Kind.DETAIL:
                self._details.append((piece.mark, text))
            case Kind.VILLAGE:
                self.village = self.village or text
            case Kind.HAMLET:
                self.hamlet = self.hamlet or text
            case Kind.COMMUNE:
                self.commune = self.commune or text
            case Kind.LARGER:
                self._larger = bool(self.village or self.hamlet or self.commune or self._unmarked)
            case Kind.UNMARKED if not self._larger:
                self._stray(text)

    def _is_behind_commune(self) -> bool:
        return bool(self._larger or self.commune or self.village or len(self._unmarked) > 1)

    def _stray(self, text: str) -> None:
        if is_bare_room(text) and not (self.room or self._unmarked or self.village or self._names):
            self.room = _number(text)
        elif _BLOCK.fullmatch(text):
            self._details.append(("tòa", text))
        elif self.village or self.commune:
            self._behind.append(text)
        else:
            self._unmarked.append(text)

    def address(self, text: str) -> Address:
        """Return the address: what is not marked fills what is still missing."""
        before = list(self._unmarked)
        village, commune = self.village, self.commune
        if not village and not commune and not self.hamlet:
            village, commune = (*before[:2], "", "")[:2]
            before = []
        elif not village and not self.hamlet:
            village = before.pop() if before else next(iter(self._behind), "")
        elif not commune:
            commune = next(iter(self._behind), "")
        self._details += [("", one) for one in before]
        if self.hamlet and village:
            self._details.append(("xóm", self.hamlet))
        village = village or self.hamlet or self._quarter(commune)
        house = self._house()
        return Address(
            text=text,
            room=self._whole_room(),
            house=house,
            village=village,
            commune=commune,
            dormitory=self.dormitory,
            of_firm=_is_of_firm(house, dormitory=self.dormitory),
        )

    def _quarter(self, commune: str) -> str:
        """Take "khu 3" of a ward for its village, where no house or dormitory has a part of that name."""
        found = next((text for mark, text in self._details if mark == "khu"), "")
        if not found or not commune or self.dormitory:
            return ""
        self._details.remove(("khu", found))
        return found

    def _whole_room(self) -> str:
        """Return the room with its floor, unless the number begins with it: phòng 305 is on floor 3."""
        if not self.room or not self.floor or (len(self.room) >= 3 and self.room.startswith(self.floor)):
            return self.room
        return f"{self.room} tầng {self.floor}"

    def _house(self) -> str:
        names = []
        if Kind.DORMITORY in self._names:
            names.append(f"KTX {self._names[Kind.DORMITORY]}".strip())
        names += [self._names[kind] for kind in (Kind.HOUSE, Kind.ESTATE) if kind in self._names]
        details = sorted(dict.fromkeys(self._details), key=lambda one: _DETAILS.index(one[0]))
        marks = {mark for mark, _ in details}
        if not names and not self.room and not marks & (_NUMBERED | {"công ty"}):
            return ""
        return " ".join([*names, *(f"{mark} {text}".strip() for mark, text in details)])


def _number(text: str) -> str:
    """Return a room's number as spreadsheets leave it, without zeros in front."""
    text = text.strip(" .-/")
    return text.lstrip("0") or text if text.isdigit() else text


def _is_of_firm(house: str, *, dormitory: bool) -> bool:
    """Tell whether a house is known only by its firm: KTX công ty, KTX tòa A."""
    words = [word for word in re.findall(r"[^\W\d_]{2,}", fold(house)) if word not in _ANYBODYS]
    return bool(house) and not words and (dormitory or "cong ty" in fold(house))
