"""Text that may stand in XML: control characters, which no escape can carry, are left out."""

import re
from typing import TypeVar

_Value = TypeVar("_Value")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legal(value: _Value) -> _Value:
    """Return a value; of a text only what XML 1.0 allows.

    >>> legal("Tổ\\x01 1"), legal(3)
    ('Tổ 1', 3)
    """
    return _ILLEGAL.sub("", value) if isinstance(value, str) else value  # type: ignore[return-value]
