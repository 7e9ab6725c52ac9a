"""python tests/faults/entry.py KEY COMMAND...: truyvet, at a moment that stands still and with imports of one key.

So two runs write the very same, and their graphs can be compared. No part of the product.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from graph import clock

MOMENT = datetime(2021, 6, 1, 5, tzinfo=UTC)
clock.now = lambda: MOMENT
clock.today = lambda: MOMENT.date()

from loaders import importing  # noqa: E402

KEY = sys.argv.pop(1)
_numbers = iter(range(10**6))
importing.new_import_key = lambda: f"{KEY}-{next(_numbers)}"

from service.cli.app import main  # noqa: E402

if __name__ == "__main__":
    main()
