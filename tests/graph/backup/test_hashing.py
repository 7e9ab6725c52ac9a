"""The hash against SHA-256 written out by hand."""

from hashlib import sha256
from itertools import permutations

import pytest

from graph.backup.hashing import GraphHash


def digest(*parts: bytes) -> bytes:
    return sha256(b"".join(parts)).digest()


A = digest(b'node ["N"]\n{"key":"a"}')
B = digest(b'node ["M","N"]\n{}')
EDGE = digest(b'relationship "T"\n', A, B, b'{"n":1}')


def test_of_nothing() -> None:
    assert GraphHash().hex() == sha256(b"truyvet graph 1\n").hexdigest()


def test_of_two_nodes_and_a_double_relationship() -> None:
    wanted = sha256(b"truyvet graph 1\n" + b"".join(sorted([A, B, EDGE, EDGE]))).hexdigest()
    for (first, a), (second, b) in permutations([(("N",), b'{"key":"a"}'), (("M", "N"), b"{}")]):
        found = GraphHash()
        found.nodes(first, [a])
        found.nodes(second, [b])
        ends = (0, 1) if first == ("N",) else (1, 0)
        found.edges("T", [(*ends, b'{"n":1}')] * 2)
        assert found.hex() == wanted
        assert found.hex() == wanted  # asking changes nothing


def test_digests_that_end_in_zeros_or_begin_so_are_sorted_as_bytes() -> None:
    found = GraphHash()
    texts = [str(number).encode() for number in range(3000)]
    found.nodes(("N",), texts)
    digests = sorted(digest(b'node ["N"]\n', text) for text in texts)
    assert any(one[-1] == 0 for one in digests)
    assert any(one[0] == 0 for one in digests)
    assert found.hex() == sha256(b"truyvet graph 1\n" + b"".join(digests)).hexdigest()


@pytest.mark.parametrize("ends", [(0, 1), (-1, 0), (1, 0)])
def test_a_relationship_to_nowhere(ends: tuple[int, int]) -> None:
    found = GraphHash()
    found.nodes(("N",), [b"{}"])
    with pytest.raises(IndexError):
        found.edges("T", [(*ends, b"{}")])
