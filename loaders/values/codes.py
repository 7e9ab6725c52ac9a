"""Worker codes: as written, but a number has no point."""

from loaders.values.read import Read
from loaders.values.text import Cell, cell_text, is_empty


def read_code(cell: Cell) -> Read[str | None]:
    """Return a worker code, None where there is none.

    >>> read_code(123.0).value, read_code(" NV 01 ").value
    ('123', 'NV 01')
    """
    if is_empty(cell):
        return Read(None)
    return Read(" ".join(cell_text(cell).split()).lstrip("'") or None)
