"""What files say of a person and of a contact: the same names and values in every format, days as ISO text."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from graph.exports.network import Network, NetworkContact, NetworkPerson
from graph.tracing.days import Days, count, iso

#: Stable: new ones are added behind. The last four are only written where people are named. Not "name": igraph and
#: epicontacts call the id so, and two people of one name would be one to them.
PERSON = (
    "id", "onset_date", "sampled_date", "confirmed_date", "isolated_date", "outcome", "is_case", "level", "kind",
    "grade", "score", "sex", "age_band", "vaccine_doses", "company", "workshop", "team", "residence",
    "infectious_from", "infectious_to", "full_name", "code", "phone", "birth_year",
)  # fmt: skip
_NAMED = ("full_name", "code", "phone", "birth_year")
_OLDEST = 80


def person_columns(network: Network) -> tuple[str, ...]:
    """Return the columns of people: those that name them only where the network does."""
    return PERSON if network.guarded is None else tuple(name for name in PERSON if name not in _NAMED)


def person_attributes(person: NetworkPerson, network: Network) -> dict[str, Any]:
    """Return a person's columns; None is unknown."""
    window = person.window or (None, None)
    every = {
        "id": person.key,
        "onset_date": _iso(person.onset),
        "sampled_date": _iso(person.sampled),
        "confirmed_date": _iso(person.confirmed),
        "isolated_date": _iso(person.isolated),
        "outcome": person.outcome,
        "is_case": person.case,
        "level": person.level,
        "kind": person.kind,
        "grade": person.grade,
        "score": None if person.score is None else float(person.score),
        "sex": person.sex,
        "age_band": person.age_band or age_band(person.birth_year, network.as_of),
        "vaccine_doses": person.vaccine_doses,
        "company": person.company,
        "workshop": person.workshop,
        "team": person.team,
        "residence": person.residence,
        "infectious_from": _iso(window[0]),
        "infectious_to": _iso(window[1]),
        "full_name": person.name,
        "code": person.code,
        "phone": person.phone,
        "birth_year": person.birth_year,
    }
    return {name: every[name] for name in person_columns(network)}


def age_band(birth_year: int | None, as_of: date) -> str | None:
    """Return ten years of age, by years alone; the oldest, who are few, share one band.

    >>> age_band(1985, date(2021, 5, 1)), age_band(1930, date(2021, 5, 1))
    ('30-39', '80+')
    """
    if birth_year is None:
        return None
    first = max(as_of.year - birth_year, 0) // 10 * 10
    return f"{_OLDEST}+" if first >= _OLDEST else f"{first}-{first + 9}"


def exposure(days: Days) -> dict[str, Any]:
    """Return the first and the last shared day and how many there are."""
    return {
        "first_exposure": iso(days[0][0]) if days else None,
        "last_exposure": iso(days[-1][1]) if days else None,
        "exposure_days": count(days),
    }


def contact_attributes(contact: NetworkContact) -> dict[str, Any]:
    """Return what files with one edge a contact and group say of it; ``spells`` as ISO 8601 intervals."""
    return {
        "setting": contact.setting,
        "group_id": contact.group,
        "group_name": contact.group_name,
        **exposure(contact.days),
        "spells": "; ".join(intervals(contact.days)),
    }


def intervals(days: Days) -> list[str]:
    """Return spans of days as ISO 8601 intervals, both ends included."""
    return [f"{iso(first)}/{iso(last)}" for first, last in days]


def known(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is known: formats with types have no word for unknown and leave it out."""
    return {name: value for name, value in attributes.items() if value is not None}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
