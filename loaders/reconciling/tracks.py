"""The memberships of the firm's people while a file is applied."""

from dataclasses import dataclass, field

from loaders.firm import Firm
from loaders.history.spells import Timeline


@dataclass(slots=True)
class Track:
    """One person's memberships while the file is applied."""

    key: str
    work: Timeline = field(default_factory=Timeline)
    home: Timeline = field(default_factory=Timeline)
    ride: Timeline = field(default_factory=Timeline)

    @property
    def changed(self) -> bool:
        """Whether the file changes a membership of this person."""
        return self.work.changed or self.home.changed or self.ride.changed

    @property
    def moved(self) -> bool:
        """Whether the person is in another group of one kind than before."""
        return self.work.moved or self.home.moved or self.ride.moved


def tracks_of(firm: Firm) -> dict[str, Track]:
    """Return what is known of the firm's workers."""
    return {
        key: Track(
            key,
            work=Timeline(kept=list(known.work)),
            home=Timeline(kept=list(known.homes)),
            ride=Timeline(kept=list(known.rides)),
        )
        for key, known in firm.workers.items()
    }
