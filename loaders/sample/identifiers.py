"""Numbers that no two people, vehicles or firms share (their forms: shared/vietnam.md, section 2).

Each series counts through its numbers in an order that looks drawn, so that a number never comes twice and nothing
has to be remembered but a count.
"""

import zlib

from loaders.sample.dice import Dice
from loaders.sample.places import BAC_GIANG, Province

_STRIDE = 386_117  # shares no divisor with a power of ten, so that all numbers come once before any comes twice
_MOBILE = tuple(
    f"0{p}" for p in "32 33 34 35 36 37 38 39 70 76 77 78 79 81 82 83 84 85 86 88 89 90 91 93 94 96 97 98 56 58".split()
)
_SERIES = "BCDEFGHKLMNPSTUVXYZ"
_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


def tax_code(nine: str) -> str | None:
    """Return the ten digits of a tax code from its first nine, None where no check digit exists for them.

    >>> tax_code("240000001"), tax_code("240000000")
    ('2400000015', '2400000008')
    """
    check = 10 - sum(weight * int(digit) for weight, digit in zip(_TAX_WEIGHTS, nine, strict=True)) % 11
    return f"{nine}{check}" if check < 10 else None


class Identifiers:
    """The series of one sample world."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._counts: dict[str, int] = {}
        self._dice = Dice(seed, "identifiers")

    def _next(self, series: str, *, digits: int) -> str:
        count = self._counts.get(series, 0)
        self._counts[series] = count + 1
        start = zlib.crc32(f"{self._seed}/{series}".encode())
        return f"{(start + count * _STRIDE) % 10**digits:0{digits}d}"

    def citizen_id(self, province: Province, *, female: bool, birth_year: int) -> str:
        """Return a 12-digit number that agrees with province, sex and birth year."""
        century = 2 * ((birth_year - 1900) // 100) + female
        prefix = f"{province.code}{century}{birth_year % 100:02d}"
        return prefix + self._next(prefix, digits=6)

    def old_identity_card(self, province: Province) -> str:
        """Return a 9-digit number of the old card."""
        prefix = self._dice.pick(province.old_card)
        return prefix + self._next(f"old {prefix}", digits=9 - len(prefix))

    def phone(self) -> str:
        """Return a mobile number of ten digits."""
        prefix = self._dice.pick(_MOBILE)
        return prefix + self._next(f"phone {prefix}", digits=7)

    def motorbike(self, province: Province) -> str:
        """Return a motorbike's plate, 98B1-123.45."""
        series = f"{province.plate}{self._dice.pick(_SERIES)}{self._dice.between(1, 9)}"
        return f"{series}-{self._dotted(series)}"

    def car(self, series: str = f"{BAC_GIANG.plate}A") -> str:
        """Return a car's or bus's plate, 98A-123.45."""
        return f"{series}-{self._dotted(series)}"

    def _dotted(self, series: str) -> str:
        number = self._next(f"plate {series}", digits=5)
        return f"{number[:3]}.{number[3:]}"

    def tax_code(self) -> str:
        """Return a tax code of Bắc Giang with its check digit."""
        while True:
            code = tax_code("2400" + self._next("tax", digits=5))
            if code is not None:
                return code
