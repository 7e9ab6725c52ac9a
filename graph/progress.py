"""How work that takes long tells how far it is."""

from collections.abc import Callable

#: Is told how far something is, from 0 to 1.
Told = Callable[[float], None]
