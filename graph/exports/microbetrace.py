"""For MicrobeTrace: a file of nodes and one of links, both .csv.

It takes a file whose name contains "node" as nodes and any other as links. It sorts the ends of a link, so A to B, B
to A and a second exposure become one link of which one row survives: a pair's exposures are summed up here.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from graph.exports.attributes import exposure, intervals, person_attributes, person_columns
from graph.exports.cells import csv_lines
from graph.exports.network import Network, NetworkContact
from graph.tracing.days import union

#: ``distance`` is 0 for all: there are no sequences, and without the column it would take the next one for it.
LINK = (
    "source", "target", "distance", "both_ways", "settings", "group_ids", "group_names", "exposures",
    "first_exposure", "last_exposure", "exposure_days", "spells",
)  # fmt: skip


def pack_files(network: Network) -> dict[str, bytes]:
    """Return nodes.csv and links.csv. Somebody's link to him- or herself, which MicrobeTrace drops, is left out."""
    columns = person_columns(network)
    people = (person_attributes(person, network) for person in network.people)
    return {"nodes.csv": _csv(columns, people), "links.csv": _csv(LINK, _links(network))}


def _csv(columns: Sequence[str], rows: Iterator[dict[str, Any]]) -> bytes:
    # No byte order mark: it would stand before the first title, by which MicrobeTrace knows the column.
    return "".join(csv_lines(columns, rows)).removeprefix("\ufeff").encode()


def _links(network: Network) -> Iterator[dict[str, Any]]:
    pairs: dict[tuple[str, str], list[NetworkContact]] = defaultdict(list)
    for contact in network.contacts:
        if contact.source != contact.target:
            pairs[min(contact.source, contact.target), max(contact.source, contact.target)].append(contact)
    for found in pairs.values():
        days = union(span for contact in found for span in contact.days)
        groups = {contact.group: contact.group_name for contact in found}
        yield {
            "source": found[0].source,
            "target": found[0].target,
            "distance": 0,
            "both_ways": len({contact.source for contact in found}) == 2,
            "settings": ", ".join(sorted({contact.setting for contact in found})),
            "group_ids": ", ".join(groups),
            "group_names": ", ".join(groups.values()),
            "exposures": sum(len(contact.spells) for contact in found),
            **exposure(days),
            "spells": "; ".join(intervals(days)),
        }
