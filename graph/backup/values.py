"""Properties as canonical JSON and back, without loss: one set of properties has one text.

JSON's own types stand for themselves. What JSON lacks is an object, which no property of Neo4j can be:
``{"date": "2021-05-10"}``, ``{"datetime": "2021-05-10T08:00:00.000000000+00:00"}`` with ``"zone"`` where the zone has a
name (without offset: a local one), ``{"bytes": base64}``, ``{"float": "nan"}``. Keys are sorted, nothing is spaced.

The driver does not tell the zone named UTC from an offset of zero; both come back as the offset, the same moment.
"""

import base64
import math
import re
from collections.abc import Mapping
from datetime import timedelta, timezone
from functools import lru_cache
from typing import Any

import orjson
import pytz
from neo4j.time import Date, DateTime

from graph.errors import Invalid

_MOMENT = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.(\d{9})(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?")


def to_json(value: Any) -> bytes:
    """Return canonical JSON. Raises Invalid for a type that a backup cannot hold: durations, points, times, vectors."""
    try:
        text: bytes = orjson.dumps(value, default=_beyond_json, option=orjson.OPT_SORT_KEYS)
        if b"null" in text:  # orjson writes so what is no number; Neo4j keeps no nulls
            text = orjson.dumps(_finite(value), default=_beyond_json, option=orjson.OPT_SORT_KEYS)
    except orjson.JSONEncodeError as error:
        raise _unknown_type(value, error) from error
    return text


def from_json(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the properties as the driver takes them. Raises ValueError where they are not of our making."""
    return {
        name: _value(value) if value.__class__ is dict or value.__class__ is list else value
        for name, value in properties.items()
    }


def _beyond_json(value: Any) -> dict[str, str]:
    if isinstance(value, DateTime):
        # iso_format leaves the fraction out where it is zero.
        text = f"{value.year:04}-{value.month:02}-{value.day:02}T{value.hour:02}:{value.minute:02}:{value.second:02}"
        text = f"{text}.{value.nanosecond:09}"
        if value.tzinfo is None:
            return {"datetime": text}
        zone = getattr(value.tzinfo, "zone", None)
        moment = {"datetime": text + _offset(value.utcoffset())}
        return moment if zone in (None, "UTC") else {**moment, "zone": zone}
    if isinstance(value, Date):
        return {"date": value.iso_format()}
    if isinstance(value, bytes | bytearray):
        return {"bytes": base64.b64encode(value).decode()}
    raise TypeError(type(value).__name__)


def _offset(offset: timedelta | None) -> str:
    seconds = round(offset.total_seconds()) if offset else 0
    hours, rest = divmod(abs(seconds), 3600)
    text = f"{'-' if seconds < 0 else '+'}{hours:02}:{rest // 60:02}"
    return f"{text}:{rest % 60:02}" if rest % 60 else text


def _finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _finite(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_finite(one) for one in value]
    if isinstance(value, float) and not math.isfinite(value):
        return {"float": str(value)}
    return value


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return [_value(one) for one in value]
    if not isinstance(value, dict):
        return value
    if "datetime" in value:
        return _moment(value["datetime"], value.get("zone"))
    if "date" in value:
        return _date(value["date"])
    if "bytes" in value:
        return base64.b64decode(value["bytes"], validate=True)
    if "float" in value:
        return float(value["float"])
    raise ValueError("not a value of a backup")


@lru_cache(maxsize=4096)
def _date(text: str) -> Date:
    return Date.from_iso_format(text)


@lru_cache(maxsize=4096)
def _moment(text: str, zone: str | None) -> DateTime:
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise ValueError("not a moment of a backup")
    year, month, day, hour, minute, second, nanosecond = (int(part) for part in found.groups()[:7])
    sign, hours, minutes, seconds = found.groups()[7:]
    if sign is None:
        return DateTime(year, month, day, hour, minute, second, nanosecond)
    offset = timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds or 0))
    # Python's own zones: of pytz's the driver would send the name UTC for an offset of zero.
    fixed = timezone(-offset if sign == "-" else offset)
    moment = DateTime(year, month, day, hour, minute, second, nanosecond, tzinfo=fixed)
    return moment if zone is None else moment.as_timezone(pytz.timezone(zone))


def _unknown_type(value: Any, error: Exception) -> Invalid:
    if isinstance(value, dict) and len(value) > 1:
        for name, one in value.items():
            to_json({name: one})  # raises for the one that is meant
    name = next(iter(value), "?") if isinstance(value, dict) else "?"
    kind = error.__cause__ or error
    return Invalid(
        f"The property {name} is of a type that a backup cannot hold ({kind}); remove it or write it as text.",
        f"Thuộc tính {name} có kiểu không sao lưu được ({kind}); hãy bỏ nó hoặc ghi thành chữ.",
        field=name,
    )
