"""Now and today: moments are UTC, days are Vietnam's, which has no daylight saving time."""

from datetime import UTC, date, datetime, timedelta, timezone

#: Clocks of replicas differ by less.
AHEAD = timedelta(minutes=5)
VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")


def now() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)


def today() -> date:
    """Return the day that it is in Vietnam."""
    return datetime.now(VIETNAM).date()
