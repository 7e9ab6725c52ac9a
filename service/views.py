"""From where the analyses look, as options and queries say it."""

from graph.analysis.infected import View, view_of
from service.days import read_day, read_moment
from service.settings import Settings


def view_asked(settings: Settings, disease: str, as_of: str | None, known_at: str | None, rules: str | None) -> View:
    """Return the view that is asked for. Raises Invalid for a day that cannot be read, and what view_of raises."""
    return view_of(
        disease=disease,
        as_of=read_day(as_of, field="as_of"),
        known_at=read_moment(known_at, field="known_at"),
        rules=rules,
        own_rules=settings.rules_dir,
    )
