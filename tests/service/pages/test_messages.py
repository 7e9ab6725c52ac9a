"""One catalogue for all that pages say: each message is there in both languages, each is used, none twice."""

import re
from pathlib import Path
from string import Formatter

import pytest

from service import pages
from service.accounts.roles import Role
from service.messages import PAGES, WORDS
from service.pages.frame import KEYS, PLACES

_SOURCES = {path: path.read_text(encoding="utf-8") for path in Path(pages.__file__).parent.rglob("*.py")}
#: A message that is named where it is said.
_SAID = re.compile(r"""\b(?:say|template)\(\s*["']([a-z0-9-]+)["']""")
#: Anything that reads like a message's name.
_NAMED = re.compile(r"""["']([a-z][a-z0-9-]*)["']""")


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_each_message_that_is_said_is_in_the_catalogue() -> None:
    said = {name for source in _SOURCES.values() for name in _SAID.findall(source)}
    assert said - set(PAGES) == set()
    assert said


def test_each_message_is_said_somewhere() -> None:
    named = {name for source in _SOURCES.values() for name in _NAMED.findall(source)}
    made = {f"place-{message}" for _, message, _ in PLACES} | {message for _, message in KEYS}
    # Families whose names are put together where they are said.
    families = tuple(
        found for source in _SOURCES.values() for found in re.findall(r'say\(\s*f"([a-z-]+-)\{', source) if found
    )
    unused = {name for name in PAGES if name not in named | made and not name.startswith(families)}
    assert unused == set()


@pytest.mark.parametrize("name", sorted(PAGES))
def test_both_languages_say_the_same_with_the_same_values(name: str) -> None:
    vi, en = PAGES[name]
    assert vi.strip()
    assert en.strip()
    assert places(vi) == places(en)


def test_roles_have_names() -> None:
    assert {f"role-{role}" for role in Role} <= set(WORDS)
