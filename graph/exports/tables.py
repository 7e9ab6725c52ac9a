"""People, contacts and memberships as plain tables: three .csv, and the rows of the workbook.

A contact and group is one row here, whatever the number of spells; a row a span of days is epicontacts'.
"""

from collections.abc import Iterator
from typing import Any

from graph.exports.attributes import contact_attributes, person_attributes, person_columns
from graph.exports.cells import csv_lines
from graph.exports.network import Network

#: Stable: new ones are added behind.
CONTACT = (
    "from", "to", "setting", "group_id", "group_name", "first_exposure", "last_exposure", "exposure_days", "spells",
)  # fmt: skip
MEMBERSHIP = ("person", "group_id", "group_name", "setting", "since", "until", "part_of")


def pack_files(network: Network) -> dict[str, bytes]:
    """Return people.csv, contacts.csv and memberships.csv."""
    return {
        "people.csv": "".join(csv_lines(person_columns(network), people(network))).encode(),
        "contacts.csv": "".join(csv_lines(CONTACT, contacts(network))).encode(),
        "memberships.csv": "".join(csv_lines(MEMBERSHIP, memberships(network))).encode(),
    }


def people(network: Network) -> Iterator[dict[str, Any]]:
    """Yield a row a person; days as ISO text, None is unknown."""
    return (person_attributes(person, network) for person in network.people)


def contacts(network: Network) -> Iterator[dict[str, Any]]:
    """Yield a row a source, contact and group."""
    return ({"from": one.source, "to": one.target, **contact_attributes(one)} for one in network.contacts)


def memberships(network: Network) -> Iterator[dict[str, Any]]:
    """Yield a row a person, group and period; an end that is not known, or outside the days asked for, is None."""
    for one in network.memberships:
        yield {
            "person": one.person,
            "group_id": one.group,
            "group_name": one.group_name,
            "setting": one.setting,
            "since": one.since and one.since.isoformat(),
            "until": one.until and one.until.isoformat(),
            "part_of": one.larger,
        }
