"""The words of addresses that say what stands behind them: thôn, nhà trọ, phòng, KTX, tầng ..."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

from graph.model.keys import fold


class Kind(Enum):
    """What a piece of an address is."""

    ROOM = "room"
    FLOOR = "floor"
    BED = "bed"
    HOUSE = "house"
    DORMITORY = "dormitory"
    #: A building or estate that is known by its whole name: Chung cư Evergreen.
    ESTATE = "estate"
    #: What tells a part of a house, or a house in a street: tòa A, số 15, ngõ 2.
    DETAIL = "detail"
    FIRM = "firm"
    BESIDE = "beside"
    HAMLET = "hamlet"
    VILLAGE = "village"
    COMMUNE = "commune"
    LARGER = "larger"
    #: "T.": thôn before a commune, tỉnh behind it.
    THON_OR_TINH = "thon or tinh"
    UNMARKED = "unmarked"


class Needs(Enum):
    """What must follow a mark so that it is one."""

    NOTHING = "nothing"
    CODE = "a number or a single letter"
    #: A part of a house may have a name as well, where it stands first: khu Đồng Sau.
    CODE_INSIDE = "a number or a single letter, but at the start"
    DOT = "a full stop"


class Where(Enum):
    """Where in a text without commas a mark counts."""

    ANYWHERE = "anywhere"
    START = "at the start"
    BEFORE_OWNER = "at the start, or before bà, ông ..."
    BEHIND_AREA = "at the start, or behind a village or commune"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: ``name`` is how a detail is written, whatever word stood there (toà, block: tòa)."""

    kind: Kind
    name: str = ""
    where: Where = Where.ANYWHERE
    needs: Needs = Needs.NOTHING


#: Words by mark. ``=`` in front: only with these accents, for without them it is another word (bản, ban).
_TABLE: tuple[tuple[Mark, str], ...] = (
    (Mark(Kind.ROOM), "phòng|phòng số|số phòng|phòng trọ|phòng trọ số|căn hộ|căn hộ số|căn"),
    (Mark(Kind.HOUSE, where=Where.START), "phòng trọ"),
    (Mark(Kind.FLOOR, needs=Needs.CODE), "tầng|lầu"),
    (Mark(Kind.BED, needs=Needs.CODE), "giường|giường số"),
    (Mark(Kind.HOUSE), "khu nhà trọ|dãy nhà trọ|nhà trọ|khu trọ|xóm trọ|dãy trọ|phòng trọ nhà|chủ nhà trọ|chủ trọ"),
    (Mark(Kind.DETAIL, "tòa", needs=Needs.CODE), "nhà"),
    (Mark(Kind.HOUSE, where=Where.BEFORE_OWNER), "nhà|trọ|trọ nhà|chủ nhà|nt"),
    (Mark(Kind.DORMITORY), "ktx|ký túc xá|kí túc xá|ký túc|dormitory|nội trú"),
    (
        Mark(Kind.ESTATE),
        "chung cư|khu chung cư|khu đô thị|kđt|khu công nghiệp|kcn|cụm công nghiệp|ccn|nhà nghỉ|khách sạn|"
        "nhà ở xã hội|nhà ở công nhân|khu nhà ở|khu nhà ở xã hội|khu nhà ở công nhân",
    ),
    (Mark(Kind.FIRM, where=Where.START), "công ty|cty|c.ty"),
    (Mark(Kind.BESIDE, where=Where.START), "đối diện|=gần|=cạnh|bên cạnh|phía sau|=sau|=trước|đằng sau"),
    (Mark(Kind.DETAIL, "số", where=Where.START, needs=Needs.CODE), "số"),
    (Mark(Kind.DETAIL, "số", needs=Needs.CODE), "số nhà|sn|nhà số"),
    (Mark(Kind.DETAIL, "ngách", needs=Needs.CODE_INSIDE), "ngách"),
    (Mark(Kind.DETAIL, "ngõ", needs=Needs.CODE_INSIDE), "ngõ"),
    (Mark(Kind.DETAIL, "hẻm", needs=Needs.CODE_INSIDE), "hẻm"),
    (Mark(Kind.DETAIL, "đường"), "=đường"),
    (Mark(Kind.DETAIL, "lô", needs=Needs.CODE_INSIDE), "lô"),
    (Mark(Kind.DETAIL, "dãy", needs=Needs.CODE_INSIDE), "dãy|dãy nhà"),
    (Mark(Kind.DETAIL, "tòa", needs=Needs.CODE_INSIDE), "tòa|toà|tòa nhà|toà nhà|block|building"),
    (Mark(Kind.DETAIL, "khu", needs=Needs.CODE_INSIDE), "khu"),
    (Mark(Kind.HAMLET), "xóm"),
    (Mark(Kind.HAMLET, where=Where.START, needs=Needs.CODE), "tổ"),
    (Mark(Kind.VILLAGE), "thôn|tdp|tổ dân phố|khu phố|khu dân cư"),
    (Mark(Kind.VILLAGE, where=Where.START), "làng|kp|=bản|=ấp|=phố|kdc|village"),
    (Mark(Kind.COMMUNE), "xã|=phường|thị trấn"),
    (Mark(Kind.COMMUNE, where=Where.BEHIND_AREA), "phuong|tt|commune"),
    (Mark(Kind.COMMUNE, needs=Needs.DOT), "x"),
    (Mark(Kind.LARGER), "=huyện|=quận|=tỉnh|thành phố|thị xã"),
    (Mark(Kind.LARGER, where=Where.BEHIND_AREA), "huyen|quan|tinh|tp|tx|việt nam|vn"),
    (Mark(Kind.LARGER, needs=Needs.DOT), "h|q"),
    (Mark(Kind.THON_OR_TINH, needs=Needs.DOT), "t"),
)


def _forms(words: str) -> Iterator[str]:
    for word in words.split("|"):
        yield word.removeprefix("=")
        if not word.startswith("="):
            yield fold(word)


def _first_word(form: str) -> str:
    return re.split(r"[ .]", form)[0]


def _by_words() -> Mapping[str, tuple[Mark, ...]]:
    found: dict[str, tuple[Mark, ...]] = {}
    for mark, words in _TABLE:
        for form in dict.fromkeys(_forms(words)):
            found[form] = (*found.get(form, ()), mark)
    return found


#: Marks by their words in lower case, with their accents and, where that is no other word, without; in the order in
#: which they are tried: nhà B2 is a building, nhà bà Hoa a house.
MARKS = _by_words()
#: How many words the longest mark has that begins with a word.
LONGEST: Mapping[str, int] = {
    first: max(form.count(" ") + 1 for form in forms) for first, forms in groupby(sorted(MARKS), key=_first_word)
}

#: How an owner is called; a house has an owner's name rather than the village.
OWNERS = frozenset("bà ông cô chú anh chị bác dì cậu mợ thím ba ong".split())
_ALL_OWNERS = OWNERS | frozenset("co chu chi bac".split())
#: Verbs and small words around the parts. "Thường" alone is none: Thường Thắng is a commune.
_FILLER = (
    "(?:ở|tại|hiện|đang|sống|thuê|trọ|(?:tạm|thường|cư) trú|của|cùng|với|riêng|o|tai|thue|tro|(?:tam|thuong) tru|rieng)"
)
_FILLERS = re.compile(rf"(?:{_FILLER}(?!\w)\s*)*", re.IGNORECASE)
_FILLERS_BEHIND = re.compile(rf"(?:(?<!\w){_FILLER}\s*)+$", re.IGNORECASE)
#: Whose home it is says nothing of which house it is.
_FAMILY = frozenset(
    """bố mẹ ba má chồng vợ nội ngoại mình gia đình trai gái ruột họ đẻ em con tôi bạn bè người thân quen nhà chung
    bo me chong vo noi ngoai gia dinh trai gai""".split()
)


def is_filler(text: str) -> bool:
    """Tell whether a text is nothing but small words.

    >>> is_filler("Tạm trú tại"), is_filler("Thường Thắng")
    (True, False)
    """
    return _FILLERS.fullmatch(text) is not None


def without_fillers(text: str) -> str:
    """Return a text without the small words in front of it and behind it; nothing if it only tells whose home it is.

    >>> without_fillers("tại bà Hoa"), without_fillers("riêng"), without_fillers("bố mẹ đẻ")
    ('bà Hoa', '', '')
    """
    bare = text[whole.end() :] if (whole := _FILLERS.match(text)) else text
    words = _FILLERS_BEHIND.sub("", bare).split()
    called = [word.lower().strip(".:") for word in words]
    while called and called[0] in _ALL_OWNERS:
        called = called[1:]
    return "" if all(word in _FAMILY for word in called) else " ".join(words)
