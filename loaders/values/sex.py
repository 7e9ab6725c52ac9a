"""Sex, as forms write it."""

from typing import Literal

from graph.model.keys import fold
from loaders.findings import Note
from loaders.values.read import Read
from loaders.values.text import Cell, cell_text, is_empty

_WORDS: dict[str, Literal["female", "male"]] = {
    **dict.fromkeys(("nu", "female", "f", "n u", "gai", "woman"), "female"),
    **dict.fromkeys(("nam", "male", "m", "trai", "man"), "male"),
}


def read_sex(cell: Cell) -> Read[Literal["female", "male"] | None]:
    """Return female or male.

    >>> read_sex("Nữ").value
    'female'
    """
    if is_empty(cell):
        return Read(None)
    found = _WORDS.get(fold(cell_text(cell)).strip(" ."))
    return Read(found, () if found else (Note("sex-unclear", cell_text(cell)),))
