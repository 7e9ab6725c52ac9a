"""Legacy encodings: TCVN3 (ABC) and VNI wrote Vietnamese with other characters' codes.

Files typed in them still arrive (shared/vietnam.md, 3). Their tables: TCVN 5712:1993, VSCII-3; VNI-Win. An encoding is
judged by a whole column: the reading under which most of its words can be Vietnamese syllables.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

Encoding = Literal["tcvn3", "vni"]

_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô­õøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)
#: In VNI a vowel is followed by one character that carries its mark and tone.
_VNI_MARKS = {
    "ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "à": "\u0302\u0300", "á": "\u0302\u0301",
    "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "ê": "\u0306", "è": "\u0306\u0300", "é": "\u0306\u0301",
    "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_MARKS |= {key.upper(): value for key, value in _VNI_MARKS.items()}
_VNI_LETTERS: Mapping[str, str] = MappingProxyType(
    {"ô": "ơ", "Ô": "Ơ", "ö": "ư", "Ö": "Ư", "ñ": "đ", "Ñ": "Đ", "æ": "ỉ", "Æ": "Ỉ", "ó": "ĩ", "Ó": "Ĩ", "ò": "ị",
     "Ò": "Ị", "î": "ỵ", "Î": "Ỵ"}
)  # fmt: skip

#: Signs of one byte beyond ASCII; in them legacy text is written, and some letters of Unicode's Vietnamese too.
_WESTERN = re.compile("[\u00a1-\u00ff]")
#: Letters that no legacy text has.
_OWN = re.compile("[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
#: What a syllable has behind its onset, without its tone.
_RHYMES = frozenset(
    """a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng
    eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu iê o oa oac
    oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong
    op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uâc uân uâng uât uây uc uê uêch uênh ui um un ung
    uôc uôi uôm uôn uông uôt up ut uơ uy uya uych uyên uyêt uyn uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi
    ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu ya ych ynh yt""".split()
)
_ONSET = re.compile("ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx]")
#: Letters beyond ASCII that Vietnamese has in common with Western alphabets.
_SHARED = frozenset("àáâãèéêìíòóôõùúý")
_WORD = re.compile(r"[^\s\d.,;:()\[\]/\\\-+'\"&*]+")
_VNI_WORD = re.compile(f"(?:[a-zìí{''.join(_VNI_LETTERS)}]|(?<=[aeouyôö])[{''.join(_VNI_MARKS)}])+", re.IGNORECASE)
_MOST = 400


def legacy_encoding(values: Sequence[str]) -> Encoding | None:
    """Judge by a column's cells whether its text is in a legacy encoding.

    >>> legacy_encoding(["NguyÔn V¨n B×nh"]), legacy_encoding(["Giaùp Vaên Quyeát"]), legacy_encoding(["Lê Hà"])
    ('tcvn3', 'vni', None)
    """
    text = unicodedata.normalize("NFC", "\n".join(values[:_MOST]))
    if not _WESTERN.search(text):
        return None
    cells = text.split("\n")
    foreign = [cell for cell in cells if not _OWN.search(cell)]
    if 2 * len(foreign) < len(cells):
        return None
    words = [word for cell in foreign for word in _WORD.findall(cell) if _WESTERN.search(word)]
    encodings: tuple[Encoding, ...] = ("tcvn3", "vni")
    counts = {encoding: _syllables(_decoded(word, encoding) for word in words) for encoding in encodings}
    # Of a few short names both readings can make sense; in VNI each sign follows the vowel that it marks.
    likely: Encoding = "vni" if all(_VNI_WORD.fullmatch(word) for word in words) else "tcvn3"
    best = max(encodings, key=lambda encoding: (counts[encoding], encoding == likely))
    return best if counts[best] > _syllables(words) else None


def _syllables(words: Iterable[str]) -> int:
    return sum(_is_syllable(word) for word in words)


@lru_cache(maxsize=1 << 12)
def _is_syllable(word: str) -> bool:
    """Tell whether a word can be Vietnamese: one tone at most, and vowels that go together.

    >>> _is_syllable("Quyết"), _is_syllable("Quyeỏt"), _is_syllable("H¹nh")
    (True, False, False)
    """
    signs = unicodedata.normalize("NFD", word.lower().replace("ð", "đ"))
    bare, tones = _TONES.subn("", signs)
    whole = unicodedata.normalize("NFC", bare)
    onset = _ONSET.match(whole)
    rests = {whole, whole[onset.end() :], whole[1:]} if onset else {whole}  # gi is g and i, or gi: gìn, giang
    return tones <= 1 and not _RHYMES.isdisjoint(rests)


def is_no_vietnamese(text: str) -> bool:
    """Tell whether a name looks like one in a legacy encoding that was taken for Unicode.

    >>> is_no_vietnamese("Nguyôn Thþ Hêng"), is_no_vietnamese("Traàn Vaên Baûy"), is_no_vietnamese("Lý Bá Thìn")
    (True, True, False)
    """
    return not text.isascii() and sum(_oddness(word) for word in _WORD.findall(text)) > 1


@lru_cache(maxsize=1 << 12)
def _oddness(word: str) -> int:
    """Return 2 for a word with a letter that Vietnamese has not, 1 for one in signs of one byte that is no syllable."""
    if not _WESTERN.search(word):
        return 0
    if any(_WESTERN.match(c) and c not in _SHARED for c in word.lower()):
        return 2
    return 0 if _is_syllable(word) else 1


def decode_legacy(text: str, encoding: str) -> str:
    """Return a text of a legacy encoding in Unicode; one that is in Unicode already stays as it is.

    A few cells of such a column may have been typed anew: "Lý Bá Thìn" is no "Lý Bỏ Thỡn".

    >>> decode_legacy("NguyÔn V¨n B×nh", "tcvn3"), decode_legacy("Nguyeãn Vaên Bình", "vni")
    ('Nguyễn Văn Bình', 'Nguyễn Văn Bình')
    """
    if _is_unicode(text, encoding):
        return text
    return _decoded(text, encoding)


def _is_unicode(text: str, encoding: str) -> bool:
    """Tell whether a text in a legacy column is in Unicode: by its letters, or as all its words are syllables."""
    composed = unicodedata.normalize("NFC", text)
    if _OWN.search(composed):
        return True
    words = [word for word in _WORD.findall(composed) if _WESTERN.search(word)]
    return encoding == "tcvn3" and len(words) > 1 and all(_is_syllable(word) for word in words)


def _decoded(text: str, encoding: str) -> str:
    if encoding == "tcvn3":
        return "".join(_TCVN3.get(c, c) for c in text)
    out: list[str] = []
    for c in unicodedata.normalize("NFC", text):
        if c in _VNI_MARKS and out and out[-1][0] in "aeouyAEOUYơưƠƯ":
            out[-1] += _VNI_MARKS[c]
        else:
            out.append(_VNI_LETTERS.get(c, c))
    return unicodedata.normalize("NFC", "".join(out))
