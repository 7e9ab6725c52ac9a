"""How a file is sent, and whom to tell how far it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

#: Told of a stage, how much of it is done, and of how much.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a file is sent. ``check`` writes nothing; ``partial`` means that who is missing has not left.

    ``afresh`` does also what was applied before in the same way. ``mapping`` has what a person says of its titles:
    title as in the file, field (or ``-``: not to be read).
    """

    company: str | None = None
    as_of: date | None = None
    check: bool = False
    partial: bool = False
    correction: bool = False
    confirm_leavers: bool = False
    afresh: bool = False
    mapping: Mapping[str, str] = field(default_factory=dict)

    @property
    def mode(self) -> str:
        """What an import does with the graph."""
        return "check" if self.check else "apply"


def untold(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody of the progress."""
