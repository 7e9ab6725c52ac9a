"""What a file says, as it may stand in a sentence: no longer than is read, and nothing that a terminal would obey."""

import unicodedata

#: One cell among others of a sentence, and the value that a finding is about.
CELL, VALUE = 40, 200
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def shown(text: str, longest: int = CELL) -> str:
    """Return a text without control characters, on one line, cut where it is too long.

    >>> shown("Mã" + chr(27) + "[31m" + chr(10) + "NV"), shown("a" * 9, 5)
    ('Mã[31m NV', 'aaaa…')
    """
    start = text[: longest * 4]
    if not start.isprintable():
        spaced = (" " if char in "\t\n\r" else char for char in start)
        start = "".join(char for char in spaced if unicodedata.category(char) not in _UNSEEN)
    start = start.strip() if len(text) > longest else start
    return start if len(start) <= longest and len(text) <= longest * 4 else f"{start[: longest - 1]}…"
