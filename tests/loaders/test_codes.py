"""The table of finding codes is complete, and holds nothing that is never used."""

import re
import string
from pathlib import Path

import pytest

from loaders.codes import CODES, Code

LOADERS = Path(__file__).parents[2] / "loaders"


def test_what_is_noted_is_in_the_table_and_the_other_way_round() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in LOADERS.rglob("*.py") if path.name != "codes.py")
    literals = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', text))
    noted = set(re.findall(r'Note\(\s*"([a-z-]+)"', text))
    assert noted <= CODES.keys()
    assert CODES.keys() <= literals


@pytest.mark.parametrize("code", CODES.values(), ids=CODES)
def test_every_sentence_is_there_in_both_languages(code: Code) -> None:
    for text in (code.message, code.done):
        for sentence in (text.vi, text.en):
            assert sentence.strip()
            names = {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
            assert names <= {"value", "detail"}
