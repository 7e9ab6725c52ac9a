"""python tests/faults/entry.py KEY COMMAND...: truyvet, at a moment that stands still and with imports of one key.

So two runs write the very same, and their graphs can be compared. No part of the product.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

MOMENT = datetime(2021, 6, 1, 5, tzinfo=UTC)


def main(key: str) -> None:
    """Put the clock and the keys in the place of the product's own, before anything has taken hold of those."""
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from graph import clock

    clock.now = lambda: MOMENT
    clock.today = lambda: MOMENT.date()
    from loaders import importing

    numbers = iter(range(10**6))
    importing.new_import_key = lambda: f"{key}-{next(numbers)}"
    from service.cli.app import main as truyvet

    truyvet()


if __name__ == "__main__":  # the processes that read workbooks load this file, too
    main(sys.argv.pop(1))
