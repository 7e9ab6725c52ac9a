"""How alike two records are: what speaks for a pair, what against, what rules it out."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identity.likeness import CONTRADICTIONS, EVIDENCE, LEAST, Record, likeness

BORN = date(1995, 3, 8)
DAO = Record(key="abc~w1", kind="worker", folded_name="dang thi dao", company="abc", birth_date=BORN, birth_year=1995)


def other(**known: Any) -> Record:
    return Record(**{"key": "xyz~w1", "kind": "worker", "folded_name": "dang thi dao", "company": "xyz", **known})


@pytest.mark.parametrize(
    ("mine", "theirs", "room", "reasons"),
    [
        ({}, {}, False, None),
        ({}, {"birth_date": BORN, "birth_year": 1995}, False, ("name-and-birth-date",)),
        ({}, {"birth_date": date(1995, 8, 3), "birth_year": 1995}, False, None),
        ({"phone": "0912345678"}, {"phone": "0912345678"}, False, ("phone", "same-name")),
        ({"phone": "0912345678"}, {"phone": "0912345678", "folded_name": "le van an"}, False, None),
        ({"phone": "0912345678"}, {"phone": "0912345678", "folded_name": "dao"}, False, ("phone", "like-name")),
        ({"phone": "0912345678"}, {"phone": "0912345678", "folded_name": "dang thi da"}, False, ("phone", "like-name")),
        ({}, {}, True, ("room", "same-name")),
        ({}, {"folded_name": "dao", "kind": "cohabitant", "company": None}, True, ("room", "like-name")),
        ({}, {"folded_name": "le thi dao"}, True, None),
        ({}, {"birth_date": date(1995, 8, 3), "birth_year": 1995}, True, ("room", "same-name", "other-birth-date")),
        ({}, {"birth_year": 1996}, True, ("room", "same-name", "other-birth-year")),
        ({"sex": "male"}, {"sex": "female"}, True, ("room", "same-name", "other-sex")),
        ({"phone": "0912345678"}, {"phone": "0912345679"}, True, ("room", "same-name", "other-phone")),
        ({"citizen_id": "024195000123"}, {"citizen_id": "024195000123"}, False, ("citizen-id", "same-name")),
        (
            {"citizen_id": "024195000123"},
            {"citizen_id": "024195000123", "folded_name": "le van an"},
            False,
            ("citizen-id", "other-name"),
        ),
        # Two numbers of one kind are two people; an old one of 9 digits says nothing about a new one.
        ({"citizen_id": "024195000123"}, {"citizen_id": "024195000124"}, True, None),
        ({"citizen_id": "024195000123"}, {"citizen_id": "121234567"}, True, ("room", "same-name")),
        # A firm lists each of its people once, unless more than the room says so; nobody lives with himself.
        ({}, {"company": "abc"}, True, None),
        ({}, {"company": "abc", "birth_date": BORN}, True, ("name-and-birth-date",)),
        ({}, {"kind": "cohabitant", "company": None, "namers": ("abc~w1",)}, True, None),
        ({"namers": ("w9",)}, {"kind": "cohabitant", "company": None, "namers": ("w9",)}, True, None),
    ],
)  # fmt: skip
def test_what_speaks_for_a_pair(
    mine: dict[str, Any], theirs: dict[str, Any], *, room: bool, reasons: tuple[str, ...] | None
) -> None:
    me = Record(**{**{name: getattr(DAO, name) for name in DAO.__slots__}, **mine})
    found = likeness(me, other(**theirs), room=room)
    assert (found and found.reasons) == reasons
    assert likeness(other(**theirs), me, room=room) == found


def test_a_day_of_birth_says_less_of_a_common_name() -> None:
    pair = other(birth_date=BORN, birth_year=1995)
    scores = [found.score for n in (2, 20, 200, 2000) if (found := likeness(DAO, pair, namesakes=n))]
    assert scores == sorted(scores, reverse=True)
    assert (scores[0], len(scores)) == (0.8, 4)


NAMES = st.sampled_from(["dang thi dao", "dao", "le van an", "dang thi dau"])


@st.composite
def records(draw: st.DrawFn, key: str) -> Record:
    """Return a record with few values, so that many agree."""
    year = draw(st.sampled_from([None, 1995, 1996]))
    return Record(
        key=key,
        kind=draw(st.sampled_from(["worker", "cohabitant"])),
        folded_name=draw(NAMES),
        company=draw(st.sampled_from(["abc", "xyz"])),
        birth_year=year,
        birth_date=draw(st.sampled_from([None, date(year, 1, 1), date(year, 1, 2)])) if year else None,
        sex=draw(st.sampled_from([None, "male", "female"])),
        citizen_id=draw(st.sampled_from([None, "024195000123", "024195000124", "121234567"])),
        phone=draw(st.sampled_from([None, "0912345678", "0987654321"])),
        namers=draw(st.sampled_from([(), ("a",), ("w",)])),
    )


@given(one=records("a"), two=records("b"), room=st.booleans())
def test_every_pair_has_its_reasons_and_a_score_between(one: Record, two: Record, *, room: bool) -> None:
    found = likeness(one, two, room=room)
    assert found == likeness(two, one, room=room)
    if found is None:
        return
    assert LEAST <= found.score < 1
    assert set(found.reasons) <= EVIDENCE.keys() | CONTRADICTIONS.keys()
    assert set(found.reasons) & {"citizen-id", "name-and-birth-date", "phone", "room"}
    assert "a" not in two.namers
    if room:
        apart = likeness(one, two)
        assert apart is None or apart.score <= found.score
