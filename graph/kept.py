"""Answers that are kept for as long as the graph stands as it was when they were given.

Every change raises the ledger's revision, and whoever asks here has just read it: nothing kept is ever out of date,
and a second service on the same graph has its own.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from threading import Lock
from typing import Any

#: So many answers are kept; then all are forgotten.
MOST = 50_000


class Kept:
    """Answers by what was asked, all of one revision."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._revision: int | None = None
        self._answers: dict[Hashable, Any] = {}
        self._lock = Lock()

    def answers(
        self,
        revision: int,
        asked: Iterable[str],
        *,
        about: Hashable,
        ask: Callable[[list[str]], Mapping[str, Any]],
    ) -> dict[str, Any]:
        """Return what ``ask`` says of each of ``asked``, asking only for those of which nothing is kept.

        ``revision`` is the graph's as the transaction of ``ask`` sees it; ``about`` is what else the answers depend on.
        """
        with self._lock:
            if revision != self._revision or len(self._answers) > MOST:
                self._revision, self._answers = revision, {}
            answers = self._answers
        wanted = set(asked)
        if new := sorted(key for key in wanted if (about, key) not in answers):
            given = ask(new)
            answers.update({(about, key): given.get(key) for key in new})
        found = {key: answers[about, key] for key in wanted}
        return {key: answer for key, answer in found.items() if answer is not None}
