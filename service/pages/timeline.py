"""Days as bars: memberships of a person, days together with a case."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from nicegui.element import Element

from service.pages.parts import dmy
from service.pages.visit import Visit


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of bars: ``since`` and ``until`` as ISO, None where nobody knows the day or it has not come."""

    label: str
    tone: str
    since: str | None
    until: str | None
    note: str = ""
    source: str = ""
    to: str | None = None


class Timeline(Element, component=Path(__file__).parent / "static" / "timeline.js"):
    """Lanes over the days from ``first`` to ``last`` (ISO), with days of a case as marks: word and day."""

    def __init__(
        self,
        visit: Visit,
        lanes: Sequence[Lane],
        *,
        first: str,
        last: str,
        caption: str,
        marks: Mapping[str, str | None] | None = None,
    ) -> None:
        super().__init__()
        shown = []
        for lane in lanes:
            entry = asdict(lane)
            entry["from"], entry["days"] = entry.pop("since"), days_of(visit, lane.since, lane.until)
            shown.append(entry)
        self._props.update(
            lanes=shown,
            first=first,
            last=last,
            caption=caption,
            heads=[visit.say("timeline-where"), visit.say("timeline-days")],
            marks=[{"label": word, "day": day} for word, day in (marks or {}).items() if day and first <= day <= last],
        )


def days_of(visit: Visit, since: str | None, until: str | None) -> str:
    """Return from when to when in words."""
    return f"{dmy(since) or visit.say('day-unknown')} – {dmy(until) or visit.say('day-now')}"
