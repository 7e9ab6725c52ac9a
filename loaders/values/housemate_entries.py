"""The cell "Người ở cùng" cut into people: what is said of a person stays with the person's name."""

import re
from collections.abc import Iterator
from itertools import count

from graph.model.keys import fold

#: Two people, whatever stands there. A sign of addition in front of a number belongs to a phone.
_HARD = re.compile(
    r"[;\n|•●*&]|(?:^|\s)\+\s|\bvà\b|\bva\b(?= [A-ZĐ])|(?<=[\d)])\s*/\s*(?=[^\W\d_])|(?<=[^\W\d_])\s*/\s*(?=[^\W\d_])"
)
#: Two people, or a person and something that is said of him: by what stands on both sides.
_SOFT = re.compile(
    r"(?P<comma>,)"
    r"|(?P<dash>\s*[–—]\s*|\s+-\s*|-\s+|(?<=\w\w)-(?=[^\W\d_]{2,}\s[^\W\d_]{2}))"
    r"|(?P<stop>\.\s+(?=[^\W\d_]))"
    r"|(?P<behind>(?<=\d\d\d)\)?\s+(?=[^\W\d_])|\)\s*(?=[^\W\d_]))"
)
_LABELS = re.compile(
    r"\b(?:(?:sđt|sdt|đt|dt|điện thoại|tel|phone|zalo|cccd|cmnd|cmt|căn cước|số)\b\s*[:.]?"
    r"|(?:sinh(?: năm| ngày)?|nam sinh|năm sinh|sn|ns)\s*[:.]?\s*(?=\d{3,4}|\d{1,2}[/.\-]))",
    re.IGNORECASE,
)
_SINCE_BORN = re.compile(r"\b(?:sinh(?: năm)?|năm sinh|nam sinh|sn|ns)\s*[:.]?\s*(?=\d\d\b(?![/.\-]))", re.IGNORECASE)
#: What stands in front of the first name and is no part of it.
_INTRODUCTION = re.compile(
    r"^(?:(?:hiện|đang|sống|ở|o)\s+)*(?:(?:cùng|cung)\s*(?:phòng|phong|nhà)?\s*(?:với|voi)?|(?:với|voi))\s+(?=\w)"
    r"|^(?:\d+\s*(?:người|nguoi)|gia đình|gia dinh|người ở cùng|bạn cùng phòng|cùng phòng)(?:\s+gồm)?\s*:\s*",
    re.IGNORECASE,
)
#: Something said of a person: where he works, how old he is.
_REMARK = re.compile(
    r"(?:cn |cong nhan )?(?:cung )?(?:cong ty|cty|cong nhan|xuong|px|phan xuong|bo phan|que quan)\b.*"
    r"|(?:to|chuyen|phong|line|tang|khu)\s*\d.*|\d+ tuoi|lam (?:o|tai|viec)\b.*|(?:cung|o cung) (?:phong|cty|xuong|to)"
)
#: Relations that are nobody's name.
_RELATIONS = frozenset(
    """chồng vợ con bố mẹ bạn cháu|con trai|con gái|em trai|em gái|anh trai|chị gái|bạn gái|bạn trai|bạn cùng phòng|
    người yêu|đồng nghiệp|em họ|anh họ|chị họ|em ruột|anh ruột|chị ruột|bố đẻ|mẹ đẻ|bố chồng|mẹ chồng|bố vợ|mẹ vợ|
    người thân|họ hàng""".replace("\n", "")
    .replace("    ", "")
    .split("|")[1:]
) | frozenset("chồng vợ con bố mẹ bạn cháu chong vo me".split())
_CODE = re.compile(r"(?:mã\s*(?:số|nv|cn)?\s*:?\s*)?(?:[a-z]{1,5}[-.]?\d{2,}|\d{2,7})", re.IGNORECASE)
_NUMBERED = re.compile(r"[\s\-(]*1\s*[.)/:\-]\s*(?=[^\W\d_])")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
#: No relation has so many letters.
_LONG = 30
_EDGES = " .,-–—:"


def entries(text: str) -> list[str]:
    """Return one text a person.

    >>> entries("1. Nguyễn Văn A (1990) 2. Trần Thị B (1992)")
    ['Nguyễn Văn A (1990)', 'Trần Thị B (1992)']
    >>> entries("Lê Văn Dũng – chồng, 1988, 0987654321, Phạm Em")
    ['Lê Văn Dũng  1988 0987654321', 'Phạm Em']
    """
    found: list[str] = []
    for part in _HARD.split(_without_numbers(text)):
        found += _people(_INTRODUCTION.sub("", part.strip(_EDGES)))
    return found


def is_relation(text: str) -> bool:
    """Tell whether a text says only how somebody is related.

    >>> is_relation("chồng"), is_relation("2 con"), is_relation("Anh")
    (True, True, False)
    """
    return len(text) < _LONG and re.sub(r"[\d()\s]+", " ", text).strip(" .:").lower() in _RELATIONS


def is_code(text: str) -> bool:
    """Tell whether a text is a worker's code rather than a name."""
    return _CODE.fullmatch(text.strip(_EDGES)) is not None


def _without_numbers(text: str) -> str:
    """Put what is numbered from 1 on lines of its own."""
    mark = _NUMBERED.match(text)
    for number in count(2):
        if mark is None:
            break
        text = f"{text[: mark.start()]}\n{text[mark.end() :]}"
        mark = re.compile(rf"(?<![\d/.\-]){number}\s*[.)/:\-]\s*(?=[^\W\d_])").search(text, mark.start() + 1)
    return text


def _people(part: str) -> list[str]:
    found: list[str] = []
    held = numbers = ""
    for between, piece in _soft_pieces(part):
        if not piece.strip(_EDGES + "()"):
            continue
        if found and _belongs(piece, between):
            found[-1] += f" {_numbers_of(piece)}"
        elif between == "stop" and found and not _is_whole_name(found[-1]):
            found[-1] += f". {piece}"
        elif is_code(piece):
            held = piece  # the code in front of a name
        elif not found and not _LETTERS.search(_LABELS.sub("", piece)):
            numbers = f" {piece.strip()}"  # CMND 121345678 Nguyễn Lan
        else:
            if found and between == "dash" and is_relation(found[-1]):
                found.pop()  # chồng - Nguyễn Văn A
            found.append(piece.strip() + numbers)
            held = numbers = ""
    return [*found, *(rest for rest in (held, numbers.strip()) if rest)]


def _soft_pieces(part: str) -> Iterator[tuple[str, str]]:
    """Give every piece with the kind of separator in front of it."""
    between, start = "", 0
    for match in _SOFT.finditer(part):
        yield between, part[start : match.start()]
        between, start = match.lastgroup or "", match.end()
    yield between, part[start:]


def _belongs(piece: str, between: str) -> bool:
    """Tell whether a piece says something of the person before it."""
    bare = _SINCE_BORN.sub("", _LABELS.sub("", piece))
    if not _LETTERS.search(bare):
        return not is_code(piece) or piece.strip(_EDGES).isdigit()
    if between in ("dash", "behind") and is_relation(bare):
        return True
    return _REMARK.match(" ".join(fold(bare).strip(_EDGES + "()").split())) is not None


def _numbers_of(piece: str) -> str:
    """Return what a remark adds: numbers, with the word that says that one is a year of birth."""
    born = "sn " if _SINCE_BORN.search(piece) else ""
    return born + " ".join(re.findall(r"[+(]*\d[\d./\-\s]*\d", piece))


def _is_whole_name(text: str) -> bool:
    words = text.split()
    return len(words) > 1 and len(words[-1]) > 1


def without_labels(text: str) -> str:
    """Return a text without the words for phone, ID and birth; a birth year of two digits keeps its own."""
    return _LABELS.sub(" ", text)


def born_in_two_digits(text: str) -> tuple[str, str]:
    """Take a birth year of two digits out of a text.

    >>> born_in_two_digits("Lê Thị Bé (SN 90)")
    ('90', 'Lê Thị Bé ()')
    """
    match = _SINCE_BORN.search(text)
    if match is None:
        return "", text
    return text[match.end() : match.end() + 2], text[: match.start()] + text[match.end() + 2 :]
