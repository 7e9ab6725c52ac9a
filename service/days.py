"""Days and moments as people type them: ISO or dd/mm/yyyy."""

import re
from datetime import date, datetime

from graph.clock import VIETNAM
from graph.errors import Invalid

_DMY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def read_day(text: str | None, *, field: str) -> date | None:
    """Return a day. Raises Invalid, naming the field, where the text is none.

    >>> read_day("5/8/2021", field="onset")
    datetime.date(2021, 8, 5)
    """
    if text is None or not text.strip():
        return None
    iso, dmy = _ISO.fullmatch(text.strip()), _DMY.fullmatch(text.strip())
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if dmy:
            return date(int(dmy[3]), int(dmy[2]), int(dmy[1]))
    except ValueError:
        pass
    raise Invalid(
        f"“{text}” is no day ({field}); write 2021-05-31 or 31/05/2021.",
        f"«{text}» không phải ngày ({field}); hãy ghi 31/05/2021 hoặc 2021-05-31.",
        field=field,
    )


def required_day(text: str, *, field: str) -> date:
    """Return a day that has to be given. Raises Invalid, naming the field, where the text is none."""
    day = read_day(text, field=field)
    if day is None:
        raise Invalid(f"Give a day ({field}).", f"Hãy cho một ngày ({field}).", field=field)
    return day


def read_moment(text: str | None, *, field: str) -> datetime | None:
    """Return a moment; without a zone it is Vietnam's. A day alone means its end. Raises Invalid."""
    if text is None or not text.strip():
        return None
    if _ISO.fullmatch(text.strip()) or _DMY.fullmatch(text.strip()):
        day = read_day(text, field=field)
        assert day is not None  # noqa: S101 - tells mypy
        return datetime(day.year, day.month, day.day, 23, 59, 59, 999999, tzinfo=VIETNAM)
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise Invalid(
            f"“{text}” is no moment ({field}); write 2021-05-31T18:30 or with a zone, 2021-05-31T18:30+07:00.",
            f"«{text}» không phải thời điểm ({field}); hãy ghi 2021-05-31T18:30 hoặc kèm múi giờ.",
            field=field,
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)
