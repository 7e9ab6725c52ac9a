"""For epicontacts and igraph in R: a line list and the contacts, one row a contact, group and span of days.

make_epicontacts takes the first column of the line list as ids, each once, and the first two of the contacts as from
and to; it refuses a list without contacts.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.errors import Invalid
from graph.exports.attributes import person_attributes, person_columns
from graph.exports.cells import csv_lines
from graph.exports.network import Network

CONTACT = ("from", "to", "exposure_date", "setting", "group_id", "window_start", "window_end", "group_name")
_SCRIPT = Path(__file__).parent / "r" / "epicontacts.R"


def pack_files(network: Network) -> dict[str, bytes]:
    """Return linelist.csv, contacts.csv and the script that reads them. Raises Invalid where nobody met anybody."""
    if not network.contacts:
        raise Invalid(
            "epicontacts reads no list without contacts; take graphml or gexf.",
            "epicontacts không đọc danh sách không có tiếp xúc; hãy dùng graphml hoặc gexf.",
            field="format",
        )
    columns = person_columns(network)
    people = (person_attributes(person, network) for person in network.people)
    return {
        "linelist.csv": "".join(csv_lines(columns, people)).encode(),
        "contacts.csv": "".join(csv_lines(CONTACT, _contacts(network))).encode(),
        "read.R": _SCRIPT.read_bytes(),
    }


def _contacts(network: Network) -> Iterator[dict[str, Any]]:
    """Yield a row a span of shared days; the exposure is dated by its last day, from which follow-up counts."""
    for contact in network.contacts:
        for first, last in contact.spells or ((None, None),):
            yield {
                "from": contact.source,
                "to": contact.target,
                "exposure_date": last,
                "setting": contact.setting,
                "group_id": contact.group,
                "window_start": first,
                "window_end": last,
                "group_name": contact.group_name,
            }
