"""Work shifts: as written, and as compared (shared/tracing.md, "Membership")."""

import re

from graph.model.keys import fold
from loaders.values.read import Read
from loaders.values.text import Cell, cell_text, is_empty

KNOWN = frozenset({"1", "2", "3", "a", "b", "c", "ngay", "dem", "sang", "chieu"})
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]?")


def read_shift(cell: Cell) -> Read[tuple[str | None, str | None]]:
    """Return a shift as written and as compared; an unrecognised one is unknown and meets all.

    >>> read_shift("Ca 1 (6h-14h)").value, read_shift("Hành chính").value
    (('Ca 1 (6h-14h)', '1'), ('Hành chính', None))
    """
    if is_empty(cell):
        return Read((None, None))
    text = cell_text(cell)
    words = [word for word in re.split(r"[^a-z0-9]+", fold(_BRACKETS.sub(" ", text))) if word and word != "ca"]
    bare = re.sub(r"^ca(?=[123abc]$)", "", "".join(words))
    return Read((text, bare if bare in KNOWN else None))
