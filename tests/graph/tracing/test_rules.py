"""Rule sets: each shipped file, which one holds when none is named, its page, and the user's own."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.errors import Invalid, NotFound
from graph.tracing.rule_page import rule_page
from graph.tracing.rules import SHIPPED, all_rules, rule_set, rules_in_force
from tests.drawing import day

IDS = {
    "explore", "hcmc-2490-2021", "influenza", "measles", "mers", "mpox", "tb", "vn-11042-2021", "vn-1909-2022",
    "vn-3638-2021", "vn-5053-2020", "vn-diphtheria-2024", "who-2021",
}  # fmt: skip
WINDOWS = {
    "vn-5053-2020": ({"onset": 3, "sampled": 3, "confirmed": 3}, {}, 2),
    "vn-3638-2021": ({"onset": 3, "sampled": 3, "confirmed": 3}, {}, 2),
    "hcmc-2490-2021": ({"onset": 3, "sampled": 3, "confirmed": 3}, {}, 2),
    "vn-11042-2021": ({"onset": 2, "sampled": 2, "confirmed": 2}, {}, 1),
    "vn-1909-2022": ({"onset": 2, "sampled": 2, "confirmed": 2}, {}, 1),
    "who-2021": ({"onset": 2, "sampled": 2, "confirmed": 2}, {"onset": 13, "sampled": 10, "confirmed": 10}, 1),
    "vn-diphtheria-2024": ({"onset": 0}, {}, 1),
    "measles": ({"onset": 4}, {"onset": 4}, 1),
    "tb": ({"confirmed": 90}, {}, 1),
    "influenza": ({"onset": 1, "sampled": 1, "confirmed": 1}, {"onset": 7, "sampled": 7, "confirmed": 7}, 1),
    "mers": ({"onset": 0}, {}, 1),
    "mpox": ({"onset": 4, "sampled": 4, "confirmed": 4}, {}, 1),
    "explore": ({"onset": 3, "sampled": 3, "confirmed": 3}, {}, 4),
}
NEAR = {"room", "team", "vehicle", "met"}


def test_all_of_the_page_are_shipped() -> None:
    assert set(all_rules()) == IDS


@pytest.mark.parametrize("id", sorted(IDS))
def test_each_says_what_the_page_says(id: str) -> None:
    rules = rule_set(id)
    before, after, levels = WINDOWS[id]
    assert (dict(rules.before), dict(rules.after), rules.max_level, rules.latent_days) == (before, after, levels, 0)
    every = tuple(range(1, levels + 1))
    distant = every if id == "explore" else (1,)
    counted = {name: (rule.levels, rule.grade) for name, rule in rules.settings.items()}
    assert counted == {
        **dict.fromkeys(NEAR, (every, "near")),
        **dict.fromkeys(("workshop", "house"), (distant, "distant")),
    }
    assert rules.expand == ("all" if id == "explore" else "near")


@pytest.mark.parametrize("id", sorted(IDS))
def test_each_says_what_is_assumed_in_both_languages(id: str) -> None:
    document = rule_set(id).document
    assert document["source"]
    assert len(document["assumptions"]) == len(document["assumptions_vi"]) > 0
    assert all(document["title"][lang] for lang in ("vi", "en"))


@pytest.mark.parametrize(
    ("disease", "on", "id"),
    [
        ("covid-19", "2020-06-01", "vn-3638-2021"),  # before all of them
        ("covid-19", "2020-12-03", "vn-5053-2020"),
        ("covid-19", "2021-07-29", "vn-5053-2020"),
        ("covid-19", "2021-07-30", "vn-3638-2021"),
        ("covid-19", "2021-12-29", "vn-11042-2021"),
        ("covid-19", "2026-11-24", "vn-1909-2022"),
        ("diphtheria", "2024-08-01", "vn-diphtheria-2024"),
        ("measles", "2019-01-01", "measles"),
    ],
)
def test_what_is_in_force_holds_when_none_is_named(disease: str, on: str, id: str) -> None:
    assert rules_in_force(disease, day(on)).id == id


def test_a_disease_without_a_rule_set_names_those_there_are() -> None:
    with pytest.raises(Invalid, match=r"cholera.*measles"):
        rules_in_force("cholera", date(2021, 5, 1))
    with pytest.raises(Invalid, match="diphtheria"):
        rules_in_force("diphtheria", date(2021, 5, 1))
    with pytest.raises(NotFound, match="vn-3638-2021"):
        rule_set("vn-1")


def test_follow_up_of_the_page() -> None:
    assert {key: (rule.days, len(rule.tests)) for key, rule in rule_set("hcmc-2490-2021").follow_up.items()} == {
        ("near", 1): (21, 5),
        ("distant", 1): (14, 3),
        ("near", 2): (14, 2),
    }
    days = {id: rule_set(id).follow_up[("near", 1)].days for id in ("measles", "influenza", "mers", "mpox", "who-2021")}
    assert days == {"measles": 21, "influenza": 7, "mers": 14, "mpox": 21, "who-2021": 14}
    assert (rule_set("vn-1909-2022").follow_up[("near", 1)].place, dict(rule_set("tb").follow_up)) == ("none", {})


def test_a_page_that_a_doctor_understands() -> None:
    vi, en = (rule_page(rule_set("who-2021"), lang) for lang in ("vi", "en"))
    assert "từ 2 ngày trước ngày khởi phát đến khi cách ly, không quá 13 ngày sau đó" in vi
    assert "else from 2 days before sampling until isolation, at most 10 days after it" in en
    assert "tiếp xúc gần (F1): cùng phòng, tổ, xe, cuộc gặp đã khai" in vi
    assert "F1, close contact: 14 days quarantine at home" in en
    letter = rule_page(rule_set("vn-11042-2021"), "en")
    assert "with two doses, the last at least 14 days before: 5 days quarantine at home, tests on day 1, 5" in letter


@pytest.mark.parametrize("id", sorted(IDS))
def test_every_page_is_whole(id: str) -> None:
    for lang in ("vi", "en"):
        page = rule_page(rule_set(id), lang)
        assert "None" not in page
        assert rule_set(id).document["source"] in page


def own(folder: Path, **changes: Any) -> Path:
    document = json.loads((SHIPPED / "vn-3638-2021.json").read_text(encoding="utf-8"))
    (folder / "own.json").write_text(json.dumps({**document, "id": "own", **changes}), encoding="utf-8")
    return folder


def test_the_users_own_come_beside_the_shipped(tmp_path: Path) -> None:
    folder = own(tmp_path, by_default=False, latent_days=2, shifts="ignored")
    found = rule_set("own", own=folder)
    assert (found.latent_days, found.shifts) == (2, "ignored")
    assert rules_in_force("covid-19", date(2021, 8, 1), own=folder).id == "vn-3638-2021"
    folder = own(tmp_path, in_force={"from": "2021-07-31", "to": None}, by_default=True)
    assert rules_in_force("covid-19", date(2021, 8, 1), own=folder).id == "own"


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"max_level": 1}, "beyond max_level"),
        ({"before": {"onset": 3}}, "before lacks"),
        ({"before": {"onset": -1, "sampled": 3, "confirmed": 3}}, "before.onset"),
        ({"expand": "far"}, "expand"),
        ({"follow_up": {"near": {"1": {"days": 3, "place": "moon", "tests": []}}}}, "follow_up.near.1.place"),
        ({"follow_up": {"near": {"1": {"days": 3, "place": "home", "tests": [3, 1]}}}}, "rising order"),
        ({"color": "red"}, "color"),
    ],
)
def test_a_file_that_breaks_the_schema_says_where(tmp_path: Path, changes: dict[str, Any], where: str) -> None:
    with pytest.raises(Invalid, match=where):
        all_rules(own(tmp_path, **changes))
