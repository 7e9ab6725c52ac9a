"""What each reading query answers on the graph of test_queries.py: days as text, edges as #, scores as ~."""

from typing import Any

from tests.drawing import day

DAY = day("11")

#: A query, its parameters, its whole answer; lists of records in any order.
READS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    (
        "analysis/exposed",
        {"groups": ["abc~may", "h", "29b"], "companies": None, "first": day("1"), "last": day("12"), "known_at": None},
        {"groups": [["abc~may", 2, ["abc~w2"]], ["h", 3, ["xyz~w1"]], ["29b", 1, []]]},
    ),
    (
        "analysis/exposed",
        {"groups": ["abc~may"], "companies": ["xyz"], "first": day("1"), "last": day("12"), "known_at": None},
        {"groups": []},
    ),
    ("analysis/double_rosters", {"known_at": None}, {"pairs": [["abc", "xyz", 1]]}),
    (
        "analysis/shared_places",
        {"first": day("1"), "last": day("12"), "known_at": None},
        {"places": [["house", "h", "h", [["abc", 1], ["xyz", 1]]]]},
    ),
    (
        "analysis/shared_places",
        {"first": day("1"), "last": day("2"), "known_at": None},
        {"places": []},
    ),
    (
        "analysis/firm_groups",
        {"companies": ["abc"], "first": day("2"), "last": day("12"), "known_at": None},
        {"workers": ["abc~w1", "abc~w2"], "groups": ["29b", "abc~may", "abc~may~1", "h", "r", "r"]},
    ),
    (
        "analysis/firm_groups",
        {"companies": ["abc"], "first": day("1"), "last": day("1"), "known_at": None},
        {"workers": ["abc~w1", "abc~w2"], "groups": ["29b", "abc~may", "abc~may~1"]},
    ),
    (
        "analysis/roster",
        {"groups": ["abc~may", "r", "v"], "first": day("2"), "last": day("12"), "known_at": None},
        {
            "meetings": [],
            "groups": [
                {
                    "key": "abc~may",
                    "larger": "abc",
                    "larger_setting": "company",
                    "largest": None,
                    "largest_setting": None,
                    "setting": "workshop",
                    "spans": [[None, "2021-05-10", None, ["abc~w2"]]],
                },
                {
                    "key": "r",
                    "larger": "h",
                    "larger_setting": "house",
                    "largest": "v",
                    "largest_setting": "village",
                    "setting": "room",
                    "spans": [[None, None, None, ["abc~w1", "r~hoa"]]],
                },
            ],
        },
    ),
    (
        "analysis/doses",
        {"setting": "house", "companies": None, "day": day("12"), "known_at": None},
        {
            "units": [["h", [[0, False, True, 2, ["xyz~w1"]], [0, False, False, 1, []]]]],
            "everyone": [[0, False, True, 2, ["xyz~w1"]], [0, False, False, 1, []]],
        },
    ),
    (
        "analysis/doses",
        {"setting": "workshop", "companies": ["abc"], "day": day("1"), "known_at": None},
        {
            "units": [["abc~may", [[0, False, True, 2, ["abc~w2"]]]]],
            "everyone": [[0, False, True, 2, ["abc~w2"]]],
        },
    ),
    (
        "analysis/doses_of",
        {"people": ["abc~w1", "r~hoa", "nobody"], "day": day("12")},
        {"people": [["abc~w1", 0, False, True], ["r~hoa", 0, False, False]]},
    ),
    # Of a log that holds something tests/graph/audit tells.
    ("audit/head", {}, {"number": 0, "hash": None}),
    ("audit/link", {"number": 1}, {"hash": None}),
    ("audit/links", {"after": 0, "limit": 5}, {"links": []}),
    ("audit/page", {"actor": None, "limit": 5, "offset": 0}, {"total": 0, "entries": []}),
    ("analysis/joins", {"known_at": None}, {"joins": [["abc~w2", "xyz~w1"]]}),
    (
        "analysis/population",
        {"companies": None, "kinds": ["WORKS_IN"], "first": day("1"), "last": day("12"), "known_at": None},
        {"records": 3, "joined": ["abc~w2", "xyz~w1"]},
    ),
    (
        "analysis/population",
        {"companies": ["abc"], "kinds": ["LIVES_IN", "RIDES"], "first": day("1"), "last": day("1"), "known_at": None},
        {"records": 1, "joined": []},
    ),
    (
        "analysis/traits",
        {"companies": ["abc"], "people": None, "first": day("1"), "last": day("12"), "known_at": None},
        {"traits": [[1995, None, 0, ["a"], 1, []], [None, None, 0, ["b"], 1, ["abc~w2"]]]},
    ),
    (
        "cases/list",
        {"keys": None, "disease": "covid-19", "people": None, "skip": 0, "limit": 10},
        {
            "cases": [
                {
                    "confirmed": None,
                    "disease": "covid-19",
                    "history": None,
                    "isolated": "2021-05-12",
                    "key": "c1",
                    "onset": "2021-05-10",
                    "outcome": None,
                    "person": "abc~w1",
                    "registered_at": "2021-01-01",
                    "retracted_at": None,
                    "retraction_reason": None,
                    "sampled": None,
                },
                {
                    "confirmed": None,
                    "disease": "covid-19",
                    "history": None,
                    "isolated": None,
                    "key": "c2",
                    "onset": None,
                    "outcome": None,
                    "person": "xyz~w1",
                    "registered_at": "2021-01-01",
                    "retracted_at": "2021-05-20",
                    "retraction_reason": "typo",
                    "sampled": "2021-05-05",
                },
            ],
            "total": 2,
        },
    ),
    (
        "loading/applied",
        {"hashes": ["g", "h", "none"], "options": "o"},
        {
            "imports": [
                {
                    "as_of": "2021-05-05",
                    "content_hash": "g",
                    "dated": None,
                    "key": "i0",
                    "last": False,
                    "recalled": ["m"],
                    "report": "{}",
                },
                {
                    "as_of": "2021-05-08",
                    "content_hash": "h",
                    "dated": True,
                    "key": "i1",
                    "last": True,
                    "recalled": None,
                    "report": "{}",
                },
            ]
        },
    ),
    (
        "loading/candidates",
        {"citizen_ids": ["024195000123"], "phones": ["0900000000"], "rooms": ["r"], "day": DAY},
        {
            "people": [
                {
                    "apart": ["xyz~w1"],
                    "birth_date": "1995-03-08",
                    "birth_year": 1995,
                    "citizen_id": "024195000123",
                    "company": "abc",
                    "homes": [["#", "r", "2021-05-02", None, None]],
                    "key": "abc~w1",
                    "kind": "worker",
                    "name": "Đặng Thị Đào",
                    "phone": "0912345678",
                    "same_as": [],
                },
                {
                    "apart": [],
                    "birth_date": None,
                    "birth_year": 2001,
                    "citizen_id": None,
                    "company": None,
                    "homes": [["#", "r", "2021-05-02", None, "abc~w1"]],
                    "key": "r~hoa",
                    "kind": "cohabitant",
                    "name": "Hoa",
                    "phone": None,
                    "same_as": [],
                },
            ]
        },
    ),
    (
        "loading/companies",
        {
            "asked": [
                {"tax_code": "2400123456", "key": "xyz", "given": None},
                {"tax_code": None, "key": "none", "given": "abc"},
            ]
        },
        {
            "companies": [
                {
                    "by_given": {"key": "abc", "last_as_of": "2021-05-08", "name": "abc", "tax_code": "2400123456"},
                    "by_key": None,
                    "by_tax_code": None,
                },
                {
                    "by_given": None,
                    "by_key": {"key": "xyz", "last_as_of": None, "name": "xyz", "tax_code": None},
                    "by_tax_code": {"key": "abc", "last_as_of": "2021-05-08", "name": "abc", "tax_code": "2400123456"},
                },
            ]
        },
    ),
    (
        "loading/mappings",
        {"company": "abc"},
        {
            "mappings": [
                {
                    "columns": '{"ten cn":"name"}',
                    "company": "abc",
                    "confirmed_at": "2021-05-20",
                    "key": "abc~1",
                    "name": "abc",
                    "signature": "1",
                    "tax_code": None,
                }
            ]
        },
    ),
    (
        "loading/firms",
        {"companies": ["abc"]},
        {
            "workers": [
                {
                    "homes": [],
                    "rides": [],
                    "same_as": [["citizen-id", "xyz~w1"]],
                    "work": [
                        ["#", "abc~may", None, "2021-05-10", None, None, None],
                        ["#", "abc~may~1", "2021-05-11", None, None, "b", None],
                    ],
                    "worker": {
                        "code_key": "w2",
                        "company": "abc",
                        "folded_name": "le van an",
                        "key": "abc~w2",
                        "name": "Lê Văn An",
                    },
                },
                {
                    "homes": [["#", "r", "2021-05-02", None, None]],
                    "rides": [["#", "29b", None, None, False]],
                    "same_as": [],
                    "work": [["#", "abc~may~1", "2021-05-01", None, None, "a", None]],
                    "worker": {
                        "birth_date": "1995-03-08",
                        "birth_year": 1995,
                        "citizen_id": "024195000123",
                        "code": "W1",
                        "code_key": "w1",
                        "company": "abc",
                        "folded_name": "dang thi dao",
                        "key": "abc~w1",
                        "name": "Đặng Thị Đào",
                        "phone": "0912345678",
                    },
                },
            ]
        },
    ),
    (
        "loading/named",
        {"namers": ["abc~w1", "abc~w2"]},
        {
            "people": [
                {
                    "apart": [],
                    "birth_date": None,
                    "birth_year": 2001,
                    "citizen_id": None,
                    "company": None,
                    "homes": [["#", "r", "2021-05-02", None, "abc~w1"]],
                    "key": "r~hoa",
                    "kind": "cohabitant",
                    "name": "Hoa",
                    "namers": ["abc~w1"],
                    "phone": None,
                    "same_as": [],
                }
            ]
        },
    ),
    (
        "loading/read_import",
        {"companies": None, "key": "i1"},
        {
            "imports": [
                {
                    "as_of": "2021-05-08",
                    "company": "abc",
                    "file": "a.xlsx",
                    "key": "i1",
                    "mode": "apply",
                    "report": "{}",
                    "started_at": "2021-05-20",
                    "state": "done",
                }
            ]
        },
    ),
    (
        "search/cards",
        {"people": ["abc~w1", "r~hoa"], "day": DAY, "known_at": None, "full": True},
        {
            "cards": [
                [
                    "abc~w1",
                    "worker",
                    "W1",
                    "Đặng Thị Đào",
                    "1995-03-08",
                    1995,
                    None,
                    "0912345678",
                    ["024195000123", None],
                    [["2021-05-02", "r", "r"]],
                ],
                ["r~hoa", "cohabitant", None, "Hoa", None, 2001, None, None, [None, None], [["2021-05-02", "r", "r"]]],
            ]
        },
    ),
    (
        "search/cards",
        {"people": ["abc~w2"], "day": DAY, "known_at": None, "full": False},
        {"cards": [["abc~w2", "worker", None, "Lê Văn An", None, None, None, None, None, []]]},
    ),
    (
        "lists/companies_on",
        {"people": ["xyz~w1", "r~hoa", "r~hoa", "none"]},
        {"companies": ["abc", "xyz"]},
    ),
    ("lists/companies_on", {"people": ["r~hoa"]}, {"companies": ["abc"]}),
    (
        "search/seen",
        {"people": ["xyz~w1", "r~hoa", "abc~w1", "none"], "companies": ["abc"]},
        {"people": [["abc~w1", "Đặng Thị Đào"], ["r~hoa", "Hoa"]]},
    ),
    ("search/seen", {"people": ["abc~w1", "r~hoa"], "companies": ["xyz"]}, {"people": []}),
    (
        "search/seen",
        {"people": ["xyz~w1", "r~hoa"], "companies": None},
        {"people": [["r~hoa", "Hoa"], ["xyz~w1", "Lê Văn An"]]},
    ),
    (
        "search/roster_names",
        {"words": ["an", "l"], "companies": ["abc"], "most": 10},
        {"people": [["abc~w2", "Lê Văn An", "le van an", 1.0, True]], "total": 1},
    ),
    ("search/person", {"people": ["abc~w1", "r~hoa"], "companies": ["xyz"]}, {"records": []}),
    ("search/companies", {"text": "ab"}, {"companies": [["abc", "abc"]]}),
    (
        "search/group_members",
        {"groups": ["abc~may"], "day": DAY},
        {
            "members": [
                ["abc~w1", "Đặng Thị Đào", "2021-05-01", None, None, False],
                ["abc~w2", "Lê Văn An", "2021-05-11", None, None, True],
            ]
        },
    ),
    (
        "search/groups",
        {"keys": ["r", "abc~may~1", "none"]},
        {
            "groups": [
                {"key": "abc~may~1", "kind": "team", "name": "abc~may~1", "setting": "team"},
                {"key": "r", "kind": "room", "name": "r", "setting": "room"},
            ]
        },
    ),
    (
        "search/identifiers",
        {"key": "xyz~w1", "code": "w1", "citizen_id": "024195000123", "phone": "0912345678", "companies": None},
        {
            "people": [
                ["abc~w1", "citizen_id", False],
                ["abc~w1", "code", False],
                ["abc~w1", "phone", False],
                ["xyz~w1", "code", True],
                ["xyz~w1", "key", True],
            ]
        },
    ),
    ("search/name_count", {"text": "le AND van", "companies": ["abc"]}, {"total": 1}),
    (
        "search/names",
        {"text": "(dao^4 OR dao*)", "companies": None, "most": 10},
        {"people": [["abc~w1", "Đặng Thị Đào", "dang thi dao", "~", False]]},
    ),
    (
        "search/person",
        {"people": ["abc~w1"], "companies": ["abc"]},
        {
            "records": [
                {
                    "cases": [
                        {
                            "confirmed": None,
                            "disease": "covid-19",
                            "isolated": "2021-05-12",
                            "key": "c1",
                            "onset": "2021-05-10",
                            "sampled": None,
                        }
                    ],
                    "doses": [
                        {"date": None, "dose": 1, "vaccine": None},
                        {"date": None, "dose": 2, "vaccine": None},
                        {"date": None, "dose": 3, "vaccine": None},
                    ],
                    "memberships": [
                        {
                            "group": {"implied": None, "key": "r", "name": "r"},
                            "file": None,
                            "import": None,
                            "row": None,
                            "setting": "room",
                            "sheet": None,
                            "shift": None,
                            "since": "2021-05-02",
                            "until": None,
                        },
                        {
                            "group": {"implied": None, "key": "abc~may~1", "name": "abc~may~1"},
                            "file": None,
                            "import": None,
                            "row": None,
                            "setting": "team",
                            "sheet": None,
                            "shift": None,
                            "since": "2021-05-01",
                            "until": None,
                        },
                        {
                            "group": {"implied": None, "key": "29b", "name": "29b"},
                            "file": None,
                            "import": None,
                            "row": None,
                            "setting": "vehicle",
                            "sheet": None,
                            "shift": None,
                            "since": None,
                            "until": None,
                        },
                    ],
                    "record": "abc~w1",
                    "same_as": [],
                }
            ]
        },
    ),
    (
        "quality/companies",
        {"companies": None, "day": DAY},
        {
            "companies": [
                {
                    "key": "abc",
                    "name": "abc",
                    "tax_code": "2400123456",
                    "last_import": "2021-05-08",
                    "workers": 2,
                    # The second worker's room is retracted; "travel" and doses are nobody's.
                    "known": {
                        "birth_date": 1,
                        "citizen_id": 1,
                        "phone": 1,
                        "workshop": 2,
                        "team": 2,
                        "residence": 1,
                        "room": 1,
                        "vehicle": 1,
                        "vaccination": 0,
                    },
                    "runs": [
                        {
                            "file": "a.xlsx",
                            "as_of": "2021-05-08",
                            "state": "done",
                            "partial": None,
                            "errors": None,
                            "warnings": None,
                        },
                        {
                            "file": "z.xlsx",
                            "as_of": "2021-05-05",
                            "state": "done",
                            "partial": None,
                            "errors": None,
                            "warnings": None,
                        },
                    ],
                },
                {
                    "key": "xyz",
                    "name": "xyz",
                    "tax_code": None,
                    "last_import": None,
                    "workers": 1,
                    "known": {
                        "birth_date": 0,
                        "citizen_id": 0,
                        "phone": 0,
                        "workshop": 0,
                        "team": 0,
                        "residence": 1,
                        "room": 1,
                        "vehicle": 0,
                        "vaccination": 0,
                    },
                    "runs": [],
                },
            ]
        },
    ),
    (
        "quality/crowds",
        # The room holds a worker and her cohabitant, the team both workers of abc, the vehicle only one.
        {"day": DAY, "most": {"room": 1, "team": 1, "vehicle": 1}},
        {
            "crowds": [
                {
                    "company": "abc",
                    "key": "abc~may~1",
                    "name": "abc~may~1",
                    "larger": "abc~may",
                    "kind": "team",
                    "people": 2,
                    "most": 1,
                },
                {"company": "abc", "key": "r", "name": "r", "larger": "h", "kind": "room", "people": 2, "most": 1},
            ]
        },
    ),
    (
        "quality/crowds_of",
        {"companies": ["abc"], "day": DAY, "most": {"room": 1, "team": 1, "vehicle": 1}},
        {
            "crowds": [
                {
                    "company": "abc",
                    "key": "abc~may~1",
                    "name": "abc~may~1",
                    "larger": "abc~may",
                    "kind": "team",
                    "people": 2,
                    "most": 1,
                },
                {"company": "abc", "key": "r", "name": "r", "larger": "h", "kind": "room", "people": 2, "most": 1},
            ]
        },
    ),
    (
        "quality/crowds_of",
        {"companies": ["xyz"], "day": DAY, "most": {"room": 1, "team": 1, "vehicle": 1}},
        {"crowds": []},
    ),
    (
        "service/imports",
        {"companies": None, "skip": 0, "limit": 1},
        {
            "imports": [
                {
                    "as_of": None,
                    "company": None,
                    "errors": None,
                    "file": "b.xlsx",
                    "key": "i2",
                    "mode": "check",
                    "name": None,
                    "started_at": "2021-05-20",
                    "state": "queued",
                    "warnings": None,
                }
            ],
            "total": 3,
        },
    ),
    (
        "service/imports",
        {"companies": ["abc"], "skip": 2, "limit": 9},
        {"imports": [], "total": 2},
    ),
    ("service/unfinished", {}, {"imports": [{"file": "b.xlsx", "key": "i2", "mode": "check", "report": None}]}),
    (
        "tracing/employment",
        {"people": ["abc~w1", "abc~w2", "xyz~w1", "r~hoa"], "day": DAY, "known_at": None, "dated": True},
        {
            "people": [
                ["abc", "abc", "abc~may~1", "2021-05-01", "abc~may", "abc~may", "abc~may~1", ["abc~w1"]],
                ["abc", "abc", "abc~may~1", "2021-05-11", "abc~may", "abc~may", "abc~may~1", ["abc~w2"]],
                ["xyz", "xyz", "xyz", None, None, None, None, ["xyz~w1"]],
                [None, None, None, None, None, None, None, ["r~hoa"]],
            ]
        },
    ),
    (
        "tracing/employment",
        {"people": ["abc~w1", "abc~w2"], "day": DAY, "known_at": None, "dated": False},
        {
            "people": [
                ["abc", "abc", "abc~may~1", None, "abc~may", "abc~may", "abc~may~1", ["abc~w1", "abc~w2"]],
            ]
        },
    ),
    (
        "tracing/members",
        {
            "groups": [
                {"key": "abc~may", "first": day("11"), "last": day("12"), "shifts": ["a"]},
                {"key": "h", "first": day("1"), "last": day("2"), "shifts": None},
            ],
            "known_at": None,
        },
        {
            "groups": [
                {"key": "abc~may", "marked": ["abc~w1"], "spans": [[None, None, "a", ["abc~w1"]]]},
                {"key": "h", "marked": ["abc~w1"], "spans": [["2021-05-02", None, None, ["abc~w1", "r~hoa"]]]},
            ]
        },
    ),
    (
        "tracing/memberships",
        {"people": ["abc~w1", "xyz~w1"], "first": day("2"), "last": day("12"), "known_at": None},
        {
            "meetings": [],
            "groups": [
                {
                    "key": "abc~may~1",
                    "larger": "abc~may",
                    "larger_setting": "workshop",
                    "largest": "abc",
                    "largest_setting": "company",
                    "setting": "team",
                    "spans": [[None, None, "a", ["abc~w1"]]],
                },
                {
                    "key": "r",
                    "larger": "h",
                    "larger_setting": "house",
                    "largest": "v",
                    "largest_setting": "village",
                    "setting": "room",
                    "spans": [[None, None, None, ["abc~w1"]]],
                },
                {
                    "key": "h",
                    "larger": "v",
                    "larger_setting": "village",
                    "largest": None,
                    "largest_setting": None,
                    "setting": "house",
                    "spans": [["2021-05-03", None, None, ["xyz~w1"]]],
                },
                {
                    "key": "29b",
                    "larger": None,
                    "larger_setting": None,
                    "largest": None,
                    "largest_setting": None,
                    "setting": "vehicle",
                    "spans": [[None, None, None, ["abc~w1"]]],
                },
                {
                    "key": "xyz",
                    "larger": None,
                    "larger_setting": None,
                    "largest": None,
                    "largest_setting": None,
                    "setting": "company",
                    "spans": [[None, None, None, ["xyz~w1"]]],
                },
            ],
        },
    ),
    (
        "tracing/missing",
        {"companies": ["abc", "xyz"], "day": DAY, "known_at": None},
        {
            "companies": [
                {
                    "company": "abc",
                    "key": "abc",
                    "last_import": "2021-05-08",
                    "with_residence": 1,
                    "with_vehicle": 1,
                    "workers": 2,
                },
                {
                    "company": "xyz",
                    "key": "xyz",
                    "last_import": None,
                    "with_residence": 1,
                    "with_vehicle": 0,
                    "workers": 1,
                },
            ]
        },
    ),
    (
        "tracing/names",
        {"people": ["abc~w1"], "groups": ["r"]},
        {"groups": [["r", "r"]], "people": [["abc~w1", "Đặng Thị Đào"]]},
    ),
    (
        "tracing/records",
        {"people": ["abc~w1", "abc~w2"], "known_at": None, "companies": None},
        {
            "people": [
                {"cases": [], "isolations": [], "key": "xyz~w1", "same": ["abc~w2"]},
                {"cases": [], "isolations": [], "key": "abc~w2", "same": ["xyz~w1"]},
                {
                    "cases": [
                        {
                            "confirmed": None,
                            "disease": "covid-19",
                            "history": None,
                            "isolated": "2021-05-12",
                            "key": "c1",
                            "onset": "2021-05-10",
                            "outcome": None,
                            "person": "abc~w1",
                            "registered_at": "2021-01-01",
                            "retracted_at": None,
                            "sampled": None,
                        }
                    ],
                    "isolations": [],
                    "key": "abc~w1",
                    "same": [],
                },
            ]
        },
    ),
    ("tracing/revision", {}, {"revision": 7}),
]
