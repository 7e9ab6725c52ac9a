"""What holds of every network, and what files say of its people."""

import pytest

from graph.exports.attributes import PERSON, person_attributes, person_columns
from graph.exports.pseudonyms import pseudonymised
from tests.networks import KEY, contact, day, drawn, member, network, person


def test_a_person_stands_once_and_nobody_meets_a_stranger() -> None:
    with pytest.raises(ValueError, match="same key"):
        network(people=(person("a"), person("a")))
    with pytest.raises(ValueError, match="1 people"):
        network(people=(person("a"),), contacts=(contact("a", "b", "team", "t", (1, 2)),))
    with pytest.raises(ValueError, match="missing"):
        network(memberships=(member("a", "team", "t"),))


@pytest.mark.parametrize(
    ("known", "expected"),
    [({}, False), ({"level": 0}, True), ({"sampled": day(3)}, True), ({"outcome": "died"}, True),
     ({"isolated": day(3)}, False)],
)  # fmt: skip
def test_who_is_a_case(known: dict[str, object], expected: object) -> None:
    assert person("a", **known).case is expected


def test_touching_spells_are_one_span_of_days() -> None:
    assert [last - first + 1 for first, last in contact("a", "b", "team", "t", (5, 6), (1, 2), (3, 3)).days] == [3, 2]


def test_names_are_columns_only_where_people_are_named() -> None:
    drawing = drawn()
    assert person_columns(drawing) == PERSON
    hidden = pseudonymised(drawing, key=KEY)
    assert set(PERSON) - set(person_attributes(hidden.people[0], hidden)) == {
        "full_name",
        "code",
        "phone",
        "birth_year",
    }
