"""What a reader gives back."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from loaders.findings import Note

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Read(Generic[T_co]):
    """A value, and what was noticed while reading it."""

    value: T_co
    notes: tuple[Note, ...] = ()
