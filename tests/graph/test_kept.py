"""What is kept is asked once for each revision."""

from graph.kept import Kept


def test_asked_once_until_the_graph_changes() -> None:
    kept, asked = Kept(), []

    def ask(keys: list[str]) -> dict[str, str]:
        asked.append(keys)
        return {key: key.upper() for key in keys if key != "unknown"}

    assert kept.answers(1, ["b", "a"], about=5, ask=ask) == {"a": "A", "b": "B"}
    assert kept.answers(1, ["a", "c", "unknown"], about=5, ask=ask) == {"a": "A", "c": "C"}
    assert kept.answers(1, ["unknown", "c"], about=5, ask=ask) == {"c": "C"}
    assert kept.answers(1, ["a"], about=6, ask=ask) == {"a": "A"}
    assert kept.answers(2, ["a"], about=5, ask=ask) == {"a": "A"}
    assert asked == [["a", "b"], ["c", "unknown"], ["a"], ["a"]]
