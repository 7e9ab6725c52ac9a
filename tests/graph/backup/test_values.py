"""Properties as text and back."""

from datetime import UTC, date, datetime, timedelta, timezone

import neo4j.spatial
import neo4j.time
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.backup.values import from_json, to_json
from graph.errors import Invalid

ZONES = st.one_of(st.none(), st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))))
MOMENTS = st.builds(
    lambda moment, fine: neo4j.time.DateTime.from_native(moment) + neo4j.time.Duration(nanoseconds=fine),
    st.datetimes(min_value=datetime(1900, 1, 2), max_value=datetime(2999, 1, 1), timezones=ZONES),
    st.integers(0, 999),
)
SINGLE = (
    st.text(),
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.binary(),
    st.dates(date(1, 1, 1)).map(neo4j.time.Date.from_native),
    MOMENTS,
)
PROPERTIES = st.dictionaries(st.text(min_size=1), st.one_of(*SINGLE, *(st.lists(one) for one in SINGLE)))


@given(PROPERTIES)
def test_there_and_back(properties: dict[str, object]) -> None:
    text = to_json(properties)
    back = from_json(orjson.loads(text))
    assert back == properties
    assert {name: type(value) for name, value in back.items()} == {n: type(value) for n, value in properties.items()}
    assert to_json(back) == text
    assert to_json(dict(reversed(properties.items()))) == text
    assert to_json(orjson.loads(text)) == text


def test_how_it_is_written() -> None:
    properties = {
        "since": neo4j.time.Date(2021, 5, 10),
        "at": neo4j.time.DateTime(2021, 5, 10, 8, 0, 0, 7, tzinfo=UTC),
        "odd": [float("nan"), float("-inf"), -0.0, 1.0],
        "null": "null",
        "raw": b"\x00\xff",
    }
    assert to_json(properties) == (
        b'{"at":{"datetime":"2021-05-10T08:00:00.000000007+00:00"},"null":"null",'
        b'"odd":[{"float":"nan"},{"float":"-inf"},-0.0,1.0],"raw":{"bytes":"AP8="},"since":{"date":"2021-05-10"}}'
    )


@pytest.mark.parametrize(
    "value",
    [
        neo4j.time.Duration(days=3),
        neo4j.time.Time(8, 0, 0),
        neo4j.spatial.CartesianPoint((1.0, 2.0)),
        [neo4j.time.Duration(days=3)],
    ],
)
def test_a_type_that_cannot_be_held_is_named(value: object) -> None:
    with pytest.raises(Invalid, match=r"property wait is of a type .*(Duration|Time|CartesianPoint)") as caught:
        to_json({"name": "a", "wait": value, "z": 1.0})
    assert caught.value.field == "wait"


@pytest.mark.parametrize("value", [{"duration": "P1D"}, {"datetime": "soon"}, {"bytes": "?"}, {"date": "x"}])
def test_what_is_not_of_our_making_is_refused(value: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_json({"a": value})
