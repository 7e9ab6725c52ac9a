"""Pseudonyms: who met whom stays, who it was goes."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import Invalid
from graph.exports.network import Network
from graph.exports.pseudonyms import GUARDED, pseudonymised, rare_values
from tests.networks import KEY, MARK, contact, day, drawn, member, network, networks, person


def test_the_drawn_network() -> None:
    hidden = pseudonymised(drawn(), key=KEY, shift_days=-10, smallest=1)
    an, binh, chi = hidden.people
    assert (an.name, an.code, an.phone, an.birth_year, an.age_band) == (None, None, None, None, "30-39")
    assert (an.onset, an.window, an.level, an.sex) == (
        day(10) - timedelta(10),
        (day(7) - timedelta(10), day(2)),
        0,
        "female",
    )
    assert {one.key[:2] + str(len(one.key)) for one in hidden.people} == {"P-14"}
    assert an.residence == chi.residence != an.team == binh.team
    # What people say of their team and home is the group of the contacts there.
    assert {one.setting: one.group for one in hidden.contacts if one.setting != "vehicle"} == {
        "team": an.team,
        "room": an.residence,
    }
    assert {one.group_name for one in hidden.contacts} == {one.group for one in hidden.contacts}
    assert hidden.question == {"vi": "Người tiếp xúc của 1 ca bệnh", "en": "Contacts of 1 case(s)"}
    assert (hidden.as_of, hidden.known_at and hidden.known_at.date()) == (day(10), day(10))
    assert hidden.guarded is not None
    assert (hidden.guarded.shifted, hidden.guarded.blanked) == (True, {})


def test_one_key_one_pseudonym_another_key_another() -> None:
    first, again, other = (pseudonymised(drawn(), key=key) for key in (KEY, KEY, KEY + b"!"))
    assert first == again
    assert not {one.key for one in first.people} & {one.key for one in other.people}
    assert not {one.group for one in first.memberships} & {one.group for one in other.memberships}


def test_a_person_and_a_group_of_one_key_differ() -> None:
    hidden = pseudonymised(network(people=(person("x"),), memberships=(member("x", "team", "x"),)), key=KEY)
    assert hidden.people[0].key[2:] != hidden.memberships[0].group[2:]


def test_teams_of_one_name_in_two_workshops_stay_two() -> None:
    people = [person(key, company="C", workshop=shop, team="1") for key, shop in (("a", "X"), ("b", "Y"), ("c", "Y"))]
    teams = {old.key: new.team for old, new in _pairs(network(people=tuple(people)))}
    assert teams["a"] != teams["b"] == teams["c"]


def test_a_short_key_and_a_long_shift_are_refused() -> None:
    with pytest.raises(Invalid, match="16") as error:
        pseudonymised(drawn(), key=b"short")
    assert "16 byte" in error.value.vi
    with pytest.raises(Invalid, match="3650"):
        pseudonymised(drawn(), key=KEY, shift_days=10**9)


def test_rows_do_not_stand_in_the_order_of_names() -> None:
    people = tuple(person(f"k{number:02}") for number in range(30))
    hidden = pseudonymised(network(people=people), key=KEY)
    assert [one.key for one in hidden.people] == sorted(one.key for one in hidden.people)


@given(networks(), st.integers(-3650, 3650))
def test_structure_is_preserved(plain: Network, shift: int) -> None:
    hidden = pseudonymised(plain, key=KEY, shift_days=shift, smallest=0)
    moved = timedelta(days=shift)
    person_of = {old.key: new.key for old, new in _pairs(plain, shift_days=shift, smallest=0)}
    assert len(set(person_of.values())) == len(plain.people)
    assert Counter(one.level for one in plain.people) == Counter(one.level for one in hidden.people)

    # Groups are named anew one to one: found by what surrounds them, then compared whole.
    keys = [one.group for one in (*plain.contacts, *plain.memberships, *plain.places)]
    keys += [one.larger for one in (*plain.memberships, *plain.places) if one.larger]
    group_of = {key: _group(key) for key in keys}
    assert len(set(group_of.values())) == len(group_of)
    assert Counter(hidden.contacts) == Counter(
        replace(
            one,
            source=person_of[one.source],
            target=person_of[one.target],
            group=group_of[one.group],
            group_name=group_of[one.group],
            spells=tuple((first + moved, last + moved) for first, last in one.spells),
        )
        for one in plain.contacts
    )
    assert Counter(hidden.memberships) == Counter(
        replace(
            one,
            person=person_of[one.person],
            group=group_of[one.group],
            group_name=group_of[one.group],
            since=one.since and one.since + moved,
            until=one.until and one.until + moved,
            larger=one.larger and group_of[one.larger],
        )
        for one in plain.memberships
    )
    assert set(hidden.places) == {
        replace(
            one, group=group_of[one.group], group_name=group_of[one.group], larger=one.larger and group_of[one.larger]
        )
        for one in plain.places
    }


@given(networks())
def test_who_shares_a_place_still_does(plain: Network) -> None:
    pairs = list(_pairs(plain, smallest=0))
    paths = (("company",), ("company", "workshop"), ("company", "workshop", "team"), ("residence",))
    for path in paths:
        new_of: dict[Hashable, set[str | None]] = {}
        for old, new in pairs:
            new_of.setdefault(tuple(getattr(old, name) for name in path), set()).add(getattr(new, path[-1]))
        assert all(len(found) == 1 for found in new_of.values())
        assert all((old[-1] is None) == (found == {None}) for old, found in new_of.items())  # type: ignore[index]


@given(networks())
def test_no_text_of_the_input_is_left(plain: Network) -> None:
    assert MARK not in repr(pseudonymised(plain, key=KEY))


def test_few_are_guarded() -> None:
    people = [person(f"p{number}", sex="female" if number < 3 else "male", vaccine_doses=2) for number in range(20)]
    people += [person(f"q{number}", vaccine_doses=number % 2) for number in range(6)]
    hidden = pseudonymised(network(people=tuple(people)), key=KEY, smallest=5)
    assert hidden.guarded is not None
    # Three women go among the six of unknown sex; those of no and of one dose hide each other.
    assert hidden.guarded.blanked == {"sex": 3, "vaccine_doses": 6}
    assert Counter(one.sex for one in hidden.people) == {"male": 17, None: 9}
    assert Counter(one.vaccine_doses for one in hidden.people) == {2: 20, None: 6}


def test_a_lone_rare_value_takes_the_next_with_it() -> None:
    assert rare_values({"female": 3, "male": 90}, 5) == {"female", "male"}
    assert rare_values({"a": 3, "b": 9, "c": 20}, 5) == {"a", "b"}
    assert rare_values({"a": 5, "b": 9}, 5) == set()
    assert rare_values({None: 2}, 5) == set()


@given(st.dictionaries(st.none() | st.integers(0, 9), st.integers(1, 20)), st.integers(0, 8))
def test_nobody_stands_among_fewer(held: dict[int | None, int], smallest: int) -> None:
    rare = rare_values(held, smallest)
    kept = {value: number for value, number in held.items() if value is not None and value not in rare}
    assert all(number >= smallest for number in kept.values())
    if rare and kept:
        assert sum(held.values()) - sum(kept.values()) >= smallest
        assert len(rare) > 1 or None in held


@given(networks(), st.integers(1, 5))
def test_guarded_attributes_hold_for_a_network(plain: Network, smallest: int) -> None:
    hidden = pseudonymised(plain, key=KEY, smallest=smallest)
    for name in GUARDED:
        numbers = Counter(getattr(one, name) for one in hidden.people)
        assert all(number >= smallest for value, number in numbers.items() if value is not None)


def _pairs(plain: Network, *, shift_days: int = 0, smallest: int = 5) -> Iterable[tuple]:  # type: ignore[type-arg]
    """Yield each person with the pseudonymised one, who is found by writing the person alone."""
    hidden = {one.key: one for one in pseudonymised(plain, key=KEY, shift_days=shift_days, smallest=smallest).people}
    for old in plain.people:
        alone = pseudonymised(network(people=(old,)), key=KEY, smallest=smallest)
        yield old, hidden[alone.people[0].key]


def _group(key: str) -> str:
    """Return a group's pseudonym, found by writing it alone."""
    alone = network(people=(person("x"),), memberships=(member("x", "room", key),))
    return pseudonymised(alone, key=KEY).memberships[0].group


def test_contacts_alone_tell_which_group_a_team_is() -> None:
    people = tuple(person(key, company="C", team="T") for key in "ab")
    hidden = pseudonymised(network(people=people, contacts=(contact("a", "b", "team", "t", (1, 2)),)), key=KEY)
    assert {one.team for one in hidden.people} == {hidden.contacts[0].group}


def test_a_bus_that_is_called_as_a_home_is_another_place() -> None:
    people = tuple(person(key, residence="X") for key in "ab")
    hidden = pseudonymised(network(people=people, contacts=(contact("a", "b", "vehicle", "x", (1, 2)),)), key=KEY)
    assert {one.residence for one in hidden.people} != {hidden.contacts[0].group}
