"""One person's rights: what is shown, what is corrected and stays so, what is erased and what has to be kept."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from graph.database import Database
from graph.errors import Conflict, Invalid, NotFound
from graph.people import person_document
from graph.retention.clocks import DEFAULTS
from graph.retention.proof import digest, removed
from graph.retention.purge import Asked, purge
from graph.rights.correcting import correct
from graph.rights.erasing import NAME, erase
from graph.rights.showing import person_data
from graph.tracing.asking import answer
from graph.tracing.issued import issued_list
from graph.tracing.question import Asked as Question
from graph.tracing.rules import all_rules
from tests.drawing import day, draw, run

SECRET = b"a secret of this test"
NOW = datetime(2021, 5, 20, 8, tzinfo=UTC)
RULES = list(all_rules().values())
AN = "c~w1"


def asked(reason: str = "she asked", on: str = "20") -> Asked:
    return Asked(day=day(on), days=DEFAULTS, rules=RULES, by="lan", reason=reason)


@pytest.fixture
def an(database: Database) -> Database:
    """An, who left on 10 May, with a second record; Bình, of her team; Hoa, whom she named; and what is said of her."""
    draw(
        database,
        groups=[("c", "company", None), ("c~may", "workshop", "c"), ("c~may~1", "team", "c~may"),
                ("c~w1", "workshop", "c"), ("noi_o~cua_c~w1", "room", None), ("b", "vehicle", None)],
        people=[
            {"key": AN, "name": "Nguyễn Thị An", "company": "c", "code": "W1", "code_key": "w1",
             "phone": "0912345678", "citizen_id": "024195000123", "dose_1_date": day("1"), "home_address": "Núi Hiểu"},
            {"key": "c~w10", "name": "Lê Văn Bình", "company": "c", "code": "W10", "code_key": "w10"},
            {"key": "x~7", "name": "Nguyễn Thị An", "company": "x"},
            {"key": "r~hoa", "name": "Trần Thị Hoa", "kind": "cohabitant", "phone": "0987654321"},
        ],
        memberships=[
            {"person": AN, "group": "c~may~1", "since": day("1"), "until": day("10"), "import": "i", "sheet": "DS",
             "row": 7},
            {"person": AN, "group": "noi_o~cua_c~w1", "since": day("1"), "until": day("10")},
            {"person": "r~hoa", "group": "noi_o~cua_c~w1", "named_by": AN},
            {"person": "c~w10", "group": "c~may~1", "since": day("1")},
            {"person": "x~7", "group": "b", "until": day("9")},
        ],
        same_as=[(AN, "x~7")],
        met=[{"a": AN, "b": "c~w10", "key": "met~c~w1~c~w10~2021-05-03", "since": day("3"), "until": day("3"),
              "setting": "ăn cưới", "declared_by": "Lê Văn Bình"}],
        events=[{"key": "test~c~w1~2021-05-04~x", "person": AN, "kind": "test", "since": day("4"),
                 "result": "negative"}],
    )  # fmt: skip
    report = {"findings": [{"value": "Nguyễn Thị An"}, {"value": "0912345678"}, {"value": "Lê Văn Bình"}]}
    run(
        database,
        """CREATE (:Import {key: 'i', file: 'a.xlsx', as_of: date('2021-05-08'), started_at: $now, report: $report}),
           (:Import {key: 'j', report: '{}', started_at: $now}),
           (:AuditEntry {key: '1', number: 1, text: $looked}), (:AuditEntry {key: '2', number: 2, text: '{}'})""",
        now=NOW,
        report=json.dumps(report, ensure_ascii=False),
        looked=json.dumps(
            {"at": "2021-05-12", "actor": "mai", "action": "GET /api/workers/{key}", "outcome": "done", "purpose": None,
             "subject": digest(SECRET, AN)},
            separators=(",", ":"),
        ),
    )  # fmt: skip
    return database


def shown(database: Database, key: str = AN, *, log: bool = True) -> dict[str, Any]:
    return database.read(lambda t: person_data(t, key, secret=SECRET, log=log))


def everything(database: Database) -> str:
    nodes = run(database, "MATCH (n) WHERE NOT n:Group RETURN properties(n)")
    edges = run(database, "MATCH ()-[m]->() RETURN properties(m)")
    return str([dict(row[0]) for row in (*nodes, *edges)])


def sick(database: Database) -> None:
    draw(database, cases=[{"key": "covid-19~c~w10~2021-05-09", "person": "c~w10", "onset": day("9")}])


def listed(database: Database) -> str:
    question = Question(who=["covid-19~c~w10~2021-05-09"], as_of=day("12"))
    return str(answer(database, question, limit=9, offset=0, issue_by="lan")["list"]["key"])


def test_all_that_is_held_is_shown_and_nobody_else(an: Database) -> None:
    sick(an)
    key = listed(an)
    document = shown(an)
    first, second = document["records"]
    assert (first["record"], second["record"], document["person"]) == (AN, "x~7", AN)
    assert first["properties"] == {
        "name": "Nguyễn Thị An", "folded_name": "nguyen thi an", "company": "c", "code": "W1", "code_key": "w1",
        "phone": "0912345678", "citizen_id": "024195000123", "dose_1_date": "2021-05-01", "home_address": "Núi Hiểu",
    }  # fmt: skip
    work = next(m for m in first["memberships"] if m["type"] == "WORKS_IN")
    assert (work["since"], work["until"], work["sheet"], work["row"]) == ("2021-05-01", "2021-05-10", "DS", 7)
    assert work["source"] == {"import": "i", "file": "a.xlsx", "as_of": "2021-05-08"}
    assert [(event["kind"], event["result"]) for event in first["events"]] == [("test", "negative")]
    assert [(one["since"], one["setting"]) for one in first["meetings"]] == [("2021-05-03", "ăn cưới")]
    assert [(one["type"], one["record"]) for one in first["joins"]] == [("SAME_AS", "x~7")]
    assert [(one["list"], one["as"], one["level"]) for one in document["lists"]] == [(key, "contact", 1)]
    assert [one["actor"] for one in document["looked"]] == ["mai"]
    text = json.dumps(document, ensure_ascii=False)
    assert not any(other in text for other in ("Bình", "Hoa", "c~w10", "r~hoa", "0987654321"))
    assert shown(an, "x~7")["records"] == document["records"], "one person, whichever record is named"
    assert shown(an, log=False)["looked"] is None
    hoa = shown(an, "r~hoa")["records"][0]
    assert (hoa["memberships"][0]["told_by_housemate"], AN in json.dumps(hoa["memberships"][0]["source"])) == (
        True, False,
    )  # fmt: skip
    case = shown(an, "c~w10")
    assert (case["records"][0]["cases"][0]["onset"], case["lists"][0]["as"]) == ("2021-05-09", "case")
    with pytest.raises(NotFound):
        shown(an, "nobody")


def test_a_correction_keeps_who_when_and_why(an: Database) -> None:
    def write(values: dict[str, Any], release: tuple[str, ...] = (), reason: str = "her card") -> dict[str, Any]:
        return an.write(lambda t: correct(t, AN, values, release=release, reason=reason, by="lan", now=NOW))

    document = write({"name": "Nguyễn Thị Ân", "birth_date": date(1995, 3, 8), "phone": None})
    assert document["corrected"] == ["birth_date", "name", "phone"]
    row = run(an, "MATCH (p:Person {key: $key}) RETURN p.name, p.folded_name, p.birth_year, p.phone", key=AN)[0]
    assert row.values() == ["Nguyễn Thị Ân", "nguyen thi an", 1995, None]
    told = shown(an)["records"][0]["corrections"]
    assert {one["field"] for one in told} == {"name", "birth_date", "birth_year", "phone"}
    assert {(one["by"], one["at"], one["reason"]) for one in told} == {("lan", NOW.isoformat(), "her card")}
    write({"phone": "0911111111"}, release=("name",), reason="again")
    told = shown(an)["records"][0]["corrections"]
    assert {(one["field"], one["reason"]) for one in told} == {
        ("birth_date", "her card"), ("birth_year", "her card"), ("phone", "again"),
    }  # fmt: skip
    write({}, release=("phone", "birth_date", "birth_year"))
    assert run(an, "MATCH (p:Person {key: $key}) RETURN p.corrections, p.phone", key=AN)[0].values() == [
        None,
        "0911111111",
    ]
    for values, release, reason in (
        ({"phone": "1"}, (), " "), ({}, (), "x"), ({"key": "x"}, (), "x"), ({}, ("key",), "x"), ({"name": ""}, (), "x"),
    ):  # fmt: skip
        with pytest.raises(Invalid):
            write(values, release, reason)
    with pytest.raises(NotFound):
        an.write(lambda t: correct(t, "nobody", {"sex": "male"}, reason="x", by="lan", now=NOW))


def test_who_need_not_be_kept_is_deleted(an: Database) -> None:
    document = an.write(lambda t: erase(t, AN, asked=asked(), secret=SECRET))
    assert (document["deleted"], document["records"], document["kept"], document["reports"]) == (True, 2, [], 1)
    text = everything(an)
    assert not any(name in text for name in ("Thị An", "0912345678", "024195000123", "Núi Hiểu", "'c~w1'", "x~7"))
    report = run(an, "MATCH (i:Import {key: 'i'}) RETURN i.report")[0][0]
    assert [one["value"] for one in json.loads(report)["findings"]] == [NAME, NAME, "Lê Văn Bình"]
    assert [one["kind"] for one in removed(an, AN, secret=SECRET)] == ["erasure"]
    assert removed(an, "x~7", secret=SECRET)[0]["purge"] == document["proof"]
    assert run(an, "MATCH (p:Purge) RETURN p.by, p.reason")[0].values() == ["lan", "she asked"]
    assert run(an, "MATCH (p:Person) RETURN p.key ORDER BY p.key")[0][0] == "c~w10"
    assert len(document["not_reached"]) == 4
    with pytest.raises(NotFound):
        an.write(lambda t: erase(t, AN, asked=asked(), secret=SECRET))


def test_who_an_open_case_can_reach_is_kept_without_a_name(an: Database) -> None:
    sick(an)
    key = listed(an)
    traced = an.read(lambda t: issued_list(t, key))
    document = an.write(lambda t: erase(t, AN, asked=asked(), secret=SECRET))
    assert (document["deleted"], document["lists"], len(document["kept"])) == (False, 1, 1)
    assert "open case" in document["kept"][0]["why"]["en"]
    text = everything(an)
    for name in ("Thị An", "0912345678", "024195000123", "Núi Hiểu", "'c~w1'", "~c~w1~", "x~7", "W1'"):
        assert name not in text, name
    again = answer(an, Question(who=["c~w10"], as_of=day("12")), limit=9, offset=0)["contacts"]
    assert [(c["person"]["name"], c["level"], c["exposure_days"]) for c in again if c["person"]["name"] == NAME] == [
        (NAME, 1, traced.contacts[0]["days"]),
    ]  # fmt: skip
    later = an.read(lambda t: issued_list(t, key))
    new = again[0]["person"]["key"]
    assert new in document["pseudonyms"]
    assert [c["key"] for c in later.contacts] == [new, *(c["key"] for c in traced.contacts[1:])]
    assert (later.hash, [r["group"] for c in later.contacts for r in c["reasons"]]) == (
        traced.hash, [r["group"] for c in traced.contacts for r in c["reasons"]],
    )  # fmt: skip
    assert an.read(lambda t: person_document(t, new, day=day("12")))["person"]["phone"] is None
    run(an, "MATCH (c:Case) SET c.outcome = 'recovered'")
    late = Asked(day=date(2022, 5, 20), days=DEFAULTS, rules=RULES, by="lan")
    purge(an, late, secret=SECRET)
    assert run(an, "MATCH (p:Person) RETURN count(p)")[0][0] == 1, "and goes when the case is closed and the clocks ran"


def test_a_case_on_file_is_kept_for_its_time(an: Database) -> None:
    case = {"key": "covid-19~c~w1~2021-03-01", "person": AN, "onset": day("2021-03-01"), "outcome": "recovered"}
    draw(an, cases=[case])
    kept = an.write(lambda t: erase(t, AN, asked=asked(), secret=SECRET))["kept"]
    assert [(one["what"], one["until"]) for one in kept] == [("case", "2026-02-28")]
    found = run(an, "MATCH (c:Case)-[:OF]->(p) RETURN c.key, p.key, p.name")[0].values()
    assert (found[0], found[2]) == (f"covid-19~{found[1]}~2021-03-01", NAME)


def test_who_is_at_work_is_not_erased(an: Database) -> None:
    before = everything(an)
    for key in ("c~w10", AN):
        with pytest.raises(Conflict) as error:
            an.write(lambda t, key=key: erase(t, key, asked=asked(on="9"), secret=SECRET))  # type: ignore[misc]
        assert "roster of c~may~1" in error.value.en
    with pytest.raises(Invalid):
        an.write(lambda t: erase(t, AN, asked=asked(" "), secret=SECRET))
    assert everything(an) == before
