"""An address cut into pieces: at commas and dashes, and before the words that say what follows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.model.keys import fold
from loaders.values.address_marks import (
    LONGEST,
    MARKS,
    OWNERS,
    Kind,
    Mark,
    Needs,
    Where,
    is_filler,
    without_fillers,
)

#: Districts and towns around Bắc Giang's and Bắc Ninh's parks; without a filler word they are no commune.
DISTRICTS = frozenset(
    """viet yen|yen dung|hiep hoa|lang giang|luc nam|luc ngan|son dong|tan yen|yen the|que vo|yen phong|tien du|tu son|
    gia binh|luong tai|thuan thanh|bac giang|bac ninh|ha noi|lang son|thai nguyen|vy|bg|bn""".replace("\n", "")
    .replace(" " * 4, "")
    .split("|")
)
_BETWEEN = re.compile(
    r"[,;\n|_]|\s[-–—]\s|(?<=\D)\s*[-–]\s*(?=[^\d\s])|(?<=\d)[-–](?=[^\W\d_]{2})"
    r"|\s*/\s*(?=[^\W\d_]{2})|(?<=\w{3})\.\s+(?=\w)|(?<=\d)\.\s+(?=[^\W\d_])"
)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = r"(?:[a-z]{1,2}[.\-]?)?\d[0-9a-z.\-/]*(?![^\W\d_])"
_ROOM = re.compile(rf"\s*[.:]?\s*(?:(?:số|so)\s+)?({_NUMBER}|[a-z](?!\w))", re.IGNORECASE)
_ROOM_OF_P = re.compile(rf"\s*[.:]?\s*({_NUMBER})", re.IGNORECASE)
_WARD_OF_P = re.compile(r"\s*[.:]\s*(?=[^\W\d_]{2})")
_BARE_ROOM = re.compile(r"(?:[a-z]{0,2}[\-.]?)?\d{1,4}[a-z]?(?:[-./][a-z]?\d{1,2})?(?!\w)", re.IGNORECASE)
_CODE = re.compile(r"\s*[.:]?\s*(?:(?:số|so)\s+)?((?:[a-z]{0,2}[.\-]?)?\d[0-9a-z.\-/]*|[a-z])(?!\w)", re.IGNORECASE)
_STREET = re.compile(r"\d+[a-z]?(?:/\d+[a-z]?)*\s+[^\W\d_]{2}", re.IGNORECASE)
_AREAS = frozenset({Kind.HAMLET, Kind.VILLAGE, Kind.COMMUNE, Kind.LARGER, Kind.THON_OR_TINH})
#: What stands right behind these is their name, even if it is a mark elsewhere.
_NAMES_A_PLACE = _AREAS | {Kind.BESIDE}
_JOINED = _AREAS | {Kind.ROOM}
_ENDING = frozenset({Kind.ROOM, Kind.FLOOR, Kind.BED})
_AT = frozenset({"tại", "tai", "ở"})
_EDGES = " .,:;-–"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: what it is, the text behind its mark, and for a detail the mark itself."""

    kind: Kind
    text: str
    mark: str = ""


@lru_cache(maxsize=1 << 14)
def pieces(text: str) -> tuple[Piece, ...]:
    """Return the pieces of an address in its order.

    >>> [f"{piece.kind.value} {piece.text}" for piece in pieces("P.203 nhà trọ bà Hoa thôn Núi Hiểu, Quang Châu")]
    ['room 203', 'house bà Hoa', 'village Núi Hiểu', 'unmarked Quang Châu']
    """
    found: list[Piece] = []
    for part in _parts(_BRACKETS.sub(_out_of_brackets, text) if "(" in text else text):
        found += _cut(part)
    return tuple(found)


def _out_of_brackets(match: re.Match[str]) -> str:
    """A part in brackets is one of the address if it says what it is, else it belongs to the words before it."""
    inside = match[1].strip()
    marked = any(piece.kind is not Kind.UNMARKED for piece in _cut(inside))
    return f", {inside}, " if marked else f" {inside}"


def _parts(text: str) -> Iterator[str]:
    """Give what stands between separators; a mark that stands alone belongs to what follows it."""
    before = ""
    for part in _BETWEEN.split(text):
        part = " ".join(part.split()).strip(_EDGES)
        if any(mark.kind in _JOINED and mark.needs is Needs.NOTHING for mark in MARKS.get(part.lower(), ())):
            before = f"{part} "
        elif part:
            yield before + part
            before = ""


@dataclass(frozen=True, slots=True)
class _Found:
    """A mark in a text: where it begins and ends; ``value`` is what it says, if that is known to end there."""

    mark: Mark
    start: int
    end: int
    value: str = ""


@lru_cache(maxsize=1 << 14)  # villages and communes stand in thousands of addresses
def _cut(part: str) -> tuple[Piece, ...]:
    if fold(part) in DISTRICTS:
        return (Piece(Kind.LARGER, part),)
    marks = _marks(part)
    first = marks[0].start if marks else len(part)
    found = _unmarked(part[:first])
    for place, one in enumerate(marks):
        last = marks[place + 1].start if place + 1 < len(marks) else len(part)
        if one.value:
            found.append(Piece(one.mark.kind, one.value, one.mark.name))
            found += _unmarked(part[one.end : last])
        else:
            begin = one.start if one.mark.kind is Kind.ESTATE else one.end
            found += _named(part[begin:last].strip(_EDGES), one.mark)
    return tuple(found)


def _named(text: str, mark: Mark) -> list[Piece]:
    """Return the piece that a mark and the text behind it are."""
    if mark.kind is Kind.HOUSE:
        if text.partition(" ")[0].lower() in _AT:  # "nhà trọ tại Núi Hiểu" says where a house without a name is
            return _unmarked(text)
        return [Piece(mark.kind, without_fillers(text))]
    if mark.kind in _AREAS and (code := _CODE.fullmatch(text)):
        return [Piece(mark.kind, code[1])]  # TDP số 3: TDP 3
    return [Piece(mark.kind, text, mark.name)]


def _unmarked(text: str) -> list[Piece]:
    """Return what words without a mark are: a room's number, an owner's house, a number in a street, or unknown."""
    text = text.strip(_EDGES)
    if room := _BARE_ROOM.match(text):
        rest = text[room.end() :].strip(_EDGES)
        if not rest:
            return [Piece(Kind.UNMARKED, text)]
        if _is_owner(rest):
            return [Piece(Kind.UNMARKED, room[0]), Piece(Kind.HOUSE, rest)]
    text = without_fillers(text)
    if not text:
        return []
    if _is_owner(text):
        return [Piece(Kind.HOUSE, text)]
    return [Piece(Kind.DETAIL, text, "số") if _STREET.match(text) else Piece(Kind.UNMARKED, text)]


def is_bare_room(text: str) -> bool:
    """Tell whether a text is a room's number and nothing else.

    >>> is_bare_room("203"), is_bare_room("A-203"), is_bare_room("Núi Hiểu")
    (True, True, False)
    """
    return _BARE_ROOM.fullmatch(text) is not None


def _is_owner(text: str) -> bool:
    first, _, rest = text.partition(" ")
    return bool(rest) and first.lower().rstrip(".:") in OWNERS


def _marks(part: str) -> list[_Found]:
    """Find the marks at which a part is cut."""
    words = list(_WORD.finditer(part))
    found: list[_Found] = []
    at = 0
    while at < len(words):
        one = _mark_at(part, words, at, found)
        if one is None:
            at += 1
            continue
        found.append(one)
        while at < len(words) and words[at].start() < one.end:
            at += 1
    return found


def _mark_at(part: str, words: Sequence[re.Match[str]], at: int, before: Sequence[_Found]) -> _Found | None:
    word = words[at][0].lower()
    if word not in LONGEST and word != "p":
        return None
    start = words[at].start()
    last = before[-1] if before else None
    between = part[last.end if last else 0 : start].strip(_EDGES)
    starts = is_filler(between)
    if last is not None and not between and last.mark.kind in _NAMES_A_PLACE:
        return None  # the village's name itself: thôn Xóm Ngoài, TDP số 3
    if at and words[at - 1][0].lower() in OWNERS and not starts:
        return None  # an owner's name: bà Xã
    if word == "p":
        return _room_of_p(part, words[at], starts=starts)
    for count in range(min(LONGEST[word], len(words) - at), 0, -1):
        end = words[at + count - 1].end()
        for mark in MARKS.get(part[start:end].lower(), ()):
            if _counts(mark, part[start:], end - start, starts=starts, last=last):
                return _placed(mark, part, start, end)
    return None


def _room_of_p(part: str, word: re.Match[str], *, starts: bool) -> _Found | None:
    """Read "P": with a number a room, with a name a ward."""
    if room := _ROOM_OF_P.match(part, word.end()):
        return _Found(Mark(Kind.ROOM), word.start(), room.end(), room[1])
    if starts and (ward := _WARD_OF_P.match(part, word.end())):
        return _Found(Mark(Kind.COMMUNE), word.start(), ward.end())
    return None


def _counts(mark: Mark, text: str, end: int, *, starts: bool, last: _Found | None) -> bool:
    """Tell whether a mark that ends at ``end`` of a text is one there."""
    rest = text[end:]
    if mark.kind is Kind.ROOM:
        return _ROOM.match(rest) is not None
    if mark.kind in _AREAS and not starts and not rest.strip(_EDGES):
        return False  # the end of a name: nhà trọ Hoàng Xã
    if mark.needs in (Needs.CODE, Needs.CODE_INSIDE) and not _CODE.match(rest):
        plain = text[:end].isascii() and mark.name != "khu"  # "Ngo Quyen" is a place
        return mark.needs is Needs.CODE_INSIDE and starts and not plain
    if mark.needs is Needs.DOT and not re.match(r"[.:]\s*\w", rest):
        return False
    if mark.kind is Kind.COMMUNE and re.match(r"\s+h[ộo]i\b", rest, re.IGNORECASE):
        return False  # nhà ở xã hội
    if mark.where is Where.START:
        return starts
    if mark.where is Where.BEFORE_OWNER:
        return starts or _is_owner(rest.strip(_EDGES))
    if mark.where is Where.BEHIND_AREA:
        return starts or (last is not None and last.mark.kind in _AREAS)
    return True


def _placed(mark: Mark, part: str, start: int, end: int) -> _Found:
    """Return a mark with its value, where that ends before the text does: a room's, a floor's number."""
    if mark.kind in _ENDING:
        number = _ROOM.match(part, end) if mark.kind is Kind.ROOM else _CODE.match(part, end)
        if number is not None:
            return _Found(mark, start, number.end(), number[1])
    return _Found(mark, start, end)
