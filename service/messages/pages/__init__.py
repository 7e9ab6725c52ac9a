"""What the web page says, a table a family of pages; each message stands in one of them."""

from importlib import import_module
from pkgutil import iter_modules

_TABLES: list[dict[str, tuple[str, str]]] = [
    import_module(f"{__name__}.{module.name}").MESSAGES for module in iter_modules(__path__)
]
PAGES: dict[str, tuple[str, str]] = {name: both for table in _TABLES for name, both in table.items()}
if len(PAGES) != sum(map(len, _TABLES)):
    raise ValueError("a message of the page stands in two tables")
