"""Where workers live: lodging houses whose rooms mix firms, dormitories, and their own homes."""

from dataclasses import dataclass, field

from loaders.sample.dice import Dice, Weighted
from loaders.sample.names import LANDLORDS
from loaders.sample.places import VILLAGES


@dataclass(slots=True)
class Room:
    """A room with its truth id, the cell that describes it, and who lives there (numbers of people)."""

    id: str
    number: str
    house: str
    village: str
    commune: str
    beds: int
    people: list[int] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The room as most firms write it."""
        return f"P.{self.number} nhà trọ {self.house}, thôn {self.village}, xã {self.commune}"


class Lodgings:
    """Lodging houses that are opened one after another, each with 5 to 40 rooms of 1 to 4 beds."""

    def __init__(self, seed: int) -> None:
        self._dice = Dice(seed, "lodgings")
        self._villages = Weighted(VILLAGES)
        self._used: set[tuple[str, str]] = set()
        self._free: list[Room] = []

    def room(self) -> Room:
        """Return an empty room."""
        if not self._free:
            self._open_house()
        return self._free.pop()

    def _open_house(self) -> None:
        dice = self._dice
        village, commune = self._villages.draw(dice)
        title = "bà" if dice.chance(0.55) else "ông"
        house = f"{title} {dice.pick(LANDLORDS)}"
        while (house, village) in self._used:
            house = f"{house.split(' số ')[0]} số {dice.between(2, 999)}"
        self._used.add((house, village))
        rooms = dice.between(5, 40)
        floors = 1 + rooms // 12
        numbers = [f"{n % floors + 1}{n // floors + 1:02d}" for n in range(rooms)]
        made = [
            Room(f"room:{house}/{village}/{number}", number, house, village, commune, dice.between(1, 4))
            for number in numbers
        ]
        dice.shuffle(made)
        self._free += made
