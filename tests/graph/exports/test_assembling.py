"""The network of a trace, of a cluster and of chosen cases, on one drawn graph with whole answers."""

from datetime import date
from typing import Any

import pytest

from graph.analysis.infected import view_of
from graph.cases import Dates
from graph.database import Database
from graph.errors import NotFound
from graph.exports.network import NetworkContact, NetworkMembership, NetworkPlace
from graph.exports.networks import network_of_cases, network_of_cluster, network_of_trace
from graph.tracing.question import Asked
from tests.drawing import day, draw

RULES = "vn-3638-2021"


@pytest.fixture
def drawn(database: Database) -> Database:
    """An, on two rosters, works with Bình, who lives with Chi; Bình falls ill."""
    draw(
        database,
        groups=[("abc", "company", None), ("w", "workshop", "abc"), ("t", "team", "w"), ("r", "room", None),
                ("xyz", "company", None)],
        people=[
            {"key": "an", "code": "A1", "name": "An", "company": "abc", "birth_year": 1990, "sex": "male",
             "dose_1_date": day("1"), "dose_2_date": day("30")},
            {"key": "xan", "code": "X1", "name": "An", "company": "xyz"},
            {"key": "binh", "code": "B1", "name": "Bình", "company": "abc", "phone": "0912345678"},
            {"key": "chi", "name": "Chi", "kind": "cohabitant", "birth_year": 1970},
        ],
        memberships=[
            {"person": "an", "group": "t"}, {"person": "binh", "group": "t", "since": day("9")},
            {"person": "binh", "group": "r"}, {"person": "chi", "group": "r"},
            {"person": "xan", "group": "xyz", "until": day("2")},
        ],
        same_as=[("an", "xan")],
        cases=[
            {"key": "c1", "person": "xan", "onset": day("10"), "isolated": day("12"), "outcome": "recovered"},
            {"key": "c2", "person": "binh", "onset": day("14")},
        ],
    )  # fmt: skip
    return database


def spell(first: str, last: str) -> tuple[tuple[date, date], ...]:
    return ((day(first), day(last)),)


def test_a_trace(drawn: Database) -> None:
    found = network_of_trace(drawn, Asked(who=["c1"], as_of=day("20"), rules=RULES))
    assert (found.what, found.rules, found.as_of, found.known_at) == ("trace", RULES, day("20"), None)
    assert "An" in found.question["en"]
    people = {one.key: one for one in found.people}
    assert [(one.key, one.level, one.grade) for one in found.people] == [
        ("an", 0, None), ("binh", 1, "near"), ("chi", 2, "near"),
    ]  # fmt: skip
    case = people["an"]
    assert (case.code, case.birth_year, case.vaccine_doses, case.team, case.company) == ("A1", 1990, 1, "t", "abc")
    assert (case.onset, case.isolated, case.outcome) == (day("10"), day("12"), "recovered")
    assert case.window == (day("7"), day("12"))
    assert (people["binh"].onset, people["binh"].phone, people["binh"].window) == (day("14"), "0912345678", None)
    assert (people["chi"].kind, people["chi"].onset) == ("cohabitant", None)
    assert set(found.contacts) == {
        contact("an", "binh", "team", "t", "9", "12"),
        contact("an", "binh", "workshop", "w", "9", "12"),
        contact("binh", "chi", "room", "r", "9", "20"),
    }
    assert set(found.memberships) == {
        member("an", "t", "team", "w"),
        member("binh", "t", "team", "w", since=day("9")),
        member("binh", "r", "room", None),
        member("chi", "r", "room", None),
    }
    assert found.places == (
        NetworkPlace(group="abc", group_name="abc", setting="company", larger=None),
        NetworkPlace(group="w", group_name="w", setting="workshop", larger="abc"),
    )


def contact(source: str, target: str, setting: str, group: str, first: str, last: str) -> NetworkContact:
    return NetworkContact(
        source=source, target=target, setting=setting, group=group, group_name=group, spells=spell(first, last)
    )


def member(
    person: str, group: str, setting: str, larger: str | None, *, since: date | None = None
) -> NetworkMembership:
    return NetworkMembership(
        person=person, group=group, group_name=group, setting=setting, since=since, until=None, larger=larger
    )


def test_an_ad_hoc_case_without_contacts(drawn: Database) -> None:
    asked = Asked(who=["chi"], dates=Dates(onset=day("1"), isolated=date(2021, 4, 20)), as_of=day("20"), rules=RULES)
    found = network_of_trace(drawn, asked)
    assert [(one.key, one.window, one.onset) for one in found.people] == [("chi", None, day("1"))]
    assert found.contacts == ()


@pytest.mark.parametrize("ask", ["cluster", "cases"])
def test_cases_and_the_links_among_them(drawn: Database, ask: str) -> None:
    view = view_of(as_of=day("20"), rules=RULES)
    found = network_of_cluster(drawn, view, "c2") if ask == "cluster" else network_of_cases(drawn, view, ["c1", "c2"])
    assert found.what == ask
    assert [(one.key, one.level, one.onset, one.outcome) for one in found.people] == [
        ("xan", 0, day("10"), "recovered"), ("binh", 0, day("14"), None),
    ]  # fmt: skip
    # Bình, who came on 9 May, can have been infected until 12 May.
    assert set(found.contacts) == {
        contact("xan", "binh", "team", "t", "9", "12"), contact("xan", "binh", "workshop", "w", "9", "12"),
    }  # fmt: skip
    assert {(one.person, one.group) for one in found.memberships} == {
        ("xan", "t"), ("xan", "xyz"), ("binh", "t"), ("binh", "r"),
    }  # fmt: skip


def test_unknown_cases(drawn: Database) -> None:
    view: Any = view_of(as_of=day("20"), rules=RULES)
    with pytest.raises(NotFound):
        network_of_cases(drawn, view, ["c1", "none"])
