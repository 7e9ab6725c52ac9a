"""Days as sets of spans, against plain sets."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from graph.tracing.days import count, union, within

spans = st.lists(st.tuples(st.integers(1, 30), st.integers(1, 30)), max_size=6)


def as_set(days: object) -> set[int]:
    return {day for first, last in days for day in range(first, last + 1)}  # type: ignore[attr-defined]


@given(spans)
def test_union_is_the_union_of_sets(given_spans: list[tuple[int, int]]) -> None:
    joined = union(given_spans)
    assert as_set(joined) == as_set(given_spans)
    assert count(joined) == len(as_set(given_spans))
    assert all(earlier[1] + 1 < later[0] for earlier, later in pairwise(joined))


@given(spans, st.integers(1, 30), st.integers(1, 30))
def test_within_is_the_intersection_of_sets(given_spans: list[tuple[int, int]], first: int, last: int) -> None:
    assert as_set(within(union(given_spans), first, last)) == as_set(given_spans) & set(range(first, last + 1))
