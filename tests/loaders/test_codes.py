"""The table of finding codes is complete, and holds nothing that is never used."""

import re
import string
from datetime import date
from pathlib import Path

import pytest

from loaders.codes import CODES, Code
from loaders.examples import EXAMPLES
from loaders.worker_row import read_worker

LOADERS = Path(__file__).parents[2] / "loaders"


def test_what_is_noted_is_in_the_table_and_the_other_way_round() -> None:
    text = "\n".join(
        path.read_text(encoding="utf-8")
        for path in LOADERS.rglob("*.py")
        if path.name not in ("codes.py", "examples.py")
    )
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


def test_every_code_has_an_example_in_both_languages() -> None:
    assert EXAMPLES.keys() == CODES.keys()
    assert all(example.text.vi.strip() and example.text.en.strip() for example in EXAMPLES.values())


@pytest.mark.parametrize("code", [code for code, example in EXAMPLES.items() if example.row])
def test_an_example_gives_what_it_is_an_example_of(code: str) -> None:
    cells = {"code": "W12", "name": "Trần Văn An", **EXAMPLES[code].row}
    read = read_worker(cells, sheet="Sheet1", row=5, as_of=date(2021, 5, 10), columns={})
    assert [finding.code for finding in read.findings] == [code]
