"""Windows: from the anchor to isolation, never longer than the rule set allows; released is not isolated."""

from dataclasses import replace
from datetime import date

import pytest

from graph.errors import Invalid
from graph.tracing.days import STILL, Span
from graph.tracing.rules import rule_set
from graph.tracing.windows import CaseDates, case_window, contact_window
from tests.drawing import day

RULES = rule_set("vn-3638-2021")
AS_OF = day("20")


def span(first: str, last: str | None = None) -> Span:
    """Days of May 2021; an open end lasts."""
    return day(first).toordinal(), STILL if last is None else day(last).toordinal()


@pytest.mark.parametrize(
    ("dates", "isolations", "window"),
    [
        ({"onset": "10"}, [], ("7", "20")),
        ({"sampled": "10"}, [], ("7", "20")),
        ({"onset": "12", "confirmed": "10"}, [], ("9", "20")),
        ({"onset": "10", "isolated": "12"}, [], ("7", "12")),
        ({"onset": "10", "isolated": "7"}, [], ("7", "7")),
        ({"onset": "10", "isolated": "6"}, [], None),  # before the start: it never was
        ({"onset": "24"}, [], None),  # it begins after as_of
        ({"onset": "10", "isolated": "14"}, [span("11")], ("7", "11")),  # the earliest ends it
        ({"onset": "10"}, [span("11", "12")], ("7", "11")),  # a release has no effect
        ({"onset": "10"}, [span("1")], None),
        ({"onset": "10"}, [span("1", "8")], None),  # it holds on the first day
        ({"onset": "10"}, [span("1", "6")], ("7", "20")),  # released before the start
        ({"onset": "10"}, [span("25")], ("7", "20")),
    ],
)
def test_a_case(dates: dict[str, str], isolations: list[Span], window: tuple[str, str] | None) -> None:
    known = CaseDates(**{name: day(text) for name, text in dates.items()})
    found = case_window(known, rules=RULES, as_of=AS_OF, isolations=isolations)
    assert found == (None if window is None else span(*window))


def test_no_longer_than_the_rule_set_allows() -> None:
    who = rule_set("who-2021")
    assert case_window(CaseDates(onset=day("1")), rules=who, as_of=AS_OF) == (
        date(2021, 4, 29).toordinal(), day("14").toordinal(),
    )  # fmt: skip
    assert case_window(CaseDates(sampled=day("1")), rules=who, as_of=AS_OF) == (
        date(2021, 4, 29).toordinal(), day("11").toordinal(),
    )  # fmt: skip


def test_without_the_anchor_it_says_which_date_is_needed() -> None:
    with pytest.raises(Invalid, match="onset"):
        case_window(CaseDates(sampled=day("1")), rules=rule_set("measles"), as_of=AS_OF)


@pytest.mark.parametrize(
    ("first", "isolations", "latent", "window"),
    [
        ("8", [], 0, ("8", "20")),
        ("8", [], 3, ("11", "20")),
        ("8", [span("10")], 3, None),  # isolated while latent
        ("8", [span("8")], 0, ("8", "8")),
        ("8", [span("10"), span("9")], 0, ("8", "9")),
        ("8", [span("1", "7")], 0, ("8", "20")),
        ("19", [], 2, None),
    ],
)
def test_a_contact(first: str, isolations: list[Span], latent: int, window: tuple[str, str] | None) -> None:
    rules = replace(RULES, latent_days=latent)
    found = contact_window(day(first).toordinal(), isolations, rules=rules, as_of=AS_OF)
    assert found == (None if window is None else span(*window))
