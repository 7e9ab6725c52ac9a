"""The examples in the pages' docstrings hold."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

from service import pages

_FOLDER = Path(pages.__file__).parent
_MODULES = sorted(
    ".".join(("service", "pages", *path.relative_to(_FOLDER).with_suffix("").parts))
    for path in _FOLDER.rglob("*.py")
    if ">>>" in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", _MODULES)
def test_the_examples_hold(name: str) -> None:
    result = doctest.testmod(import_module(name))
    assert result.attempted
    assert result.failed == 0
