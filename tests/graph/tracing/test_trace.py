"""The trace on drawn graphs: the worked example of shared/tracing.md with its whole answer, and each rule alone."""

from dataclasses import replace
from datetime import date
from typing import Any

from graph.database import Database
from graph.tracing.document import trace_document
from graph.tracing.question import Question, TracedCase
from graph.tracing.rules import RuleSet, rule_set
from graph.tracing.trace import trace
from graph.tracing.windows import CaseDates
from tests.drawing import day, draw


def everything_counts() -> RuleSet:
    """The rule set of the worked example: every setting at every level, all lead on."""
    rules = rule_set("vn-3638-2021")
    settings = {name: rule.model_copy(update={"levels": (1, 2)}) for name, rule in rules.settings.items()}
    return replace(rules, settings=settings, expand="all")


def ask(database: Database, question: Question, *, limit: int = 200, offset: int = 0) -> dict[str, Any]:
    return database.read(lambda t: trace_document(t, question, trace(t, question), limit=limit, offset=offset))


def summary(document: dict[str, Any]) -> set[tuple[Any, ...]]:
    """Level, grade, person, first and last day, days, and the reasons with sources and days."""
    return {
        (
            contact["level"],
            contact["grade"],
            contact["person"]["key"],
            contact["first_exposure"][-5:],
            contact["last_exposure"][-5:],
            contact["exposure_days"],
            tuple(
                (reason["setting"], tuple(source["key"] for source in reason["with"]), reason["days"])
                for reason in contact["reasons"]
            ),
        )
        for contact in document["contacts"]
    }


def test_the_worked_example(database: Database) -> None:
    people = ("an", "binh", "chi", "dung", "em", "giang", "ha", "khoa", "lan")
    march, april = date(2021, 3, 1), date(2021, 4, 1)
    draw(
        database,
        groups=[
            ("c", "company", None),
            ("w", "workshop", "c"),
            ("t1", "team", "w"),
            ("t2", "team", "w"),
            ("v", "vehicle", None),
            *((room, "room", None) for room in ("r1", "r2", "r3")),
        ],
        people=[{"key": key, "code": key, "company": "c"} for key in people],
        memberships=[
            {"person": person, "group": group, "since": since, "until": until}
            for person, group, since, until in [
                ("an", "t1", march, None),
                ("binh", "t1", march, None),
                ("chi", "t1", march, day("8")),
                ("dung", "t1", day("13"), None),
                ("em", "t2", march, None),
                ("an", "v", day("1"), None),
                ("giang", "v", day("11"), day("31")),
                ("binh", "r1", april, day("6")),
                ("ha", "r1", april, None),
                ("chi", "r2", april, None),
                ("khoa", "r2", day("9"), None),
                ("giang", "r3", date(2021, 1, 1), None),
                ("lan", "r3", date(2021, 1, 1), day("10")),
            ]
        ],
    )
    dates = CaseDates(onset=day("10"), isolated=day("12"))
    case = TracedCase(key=None, record="an", dates=dates)
    document = ask(database, Question(cases=(case,), rules=everything_counts(), as_of=day("20")))
    assert document["cases"][0]["window"] == {"from": "2021-05-07", "to": "2021-05-12"}
    assert summary(document) == {
        (1, "near", "binh", "05-07", "05-12", 6, (("team", ("an",), 6), ("workshop", ("an",), 6))),
        (1, "near", "chi", "05-07", "05-08", 2, (("team", ("an",), 2), ("workshop", ("an",), 2))),
        (1, "near", "giang", "05-11", "05-12", 2, (("vehicle", ("an",), 2),)),
        (1, "distant", "em", "05-07", "05-12", 6, (("workshop", ("an",), 6),)),
        (2, "near", "khoa", "05-09", "05-20", 12, (("room", ("chi",), 12),)),
        (2, "near", "dung", "05-13", "05-20", 8, (("team", ("binh",), 8), ("workshop", ("binh", "em"), 8))),
    }
    assert document["counts"] == {
        "levels": {"1": 4, "2": 2},
        "grades": {"near": 5, "distant": 1},
        "settings": {"room": 1, "team": 3, "vehicle": 1, "workshop": 4},
        "companies": [{"company": "c", "levels": {"1": 4, "2": 2}}],
        "workshops": [{"company": "c", "workshop": "w", "levels": {"1": 2, "2": 1}}],
    }
    assert document["missing"] == [
        {"company": "c", "workers": 4, "with_residence": 0, "with_vehicle": 1, "last_import": None, "days_old": None}
    ]
