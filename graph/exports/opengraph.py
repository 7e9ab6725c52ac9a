"""BloodHound OpenGraph: people, groups and how they hang together, with all that BloodHound needs to show them.

Kinds are the schema's labels and relationship types behind the namespace: Park_Worker, Park_WorksIn. BloodHound keeps
one edge a kind and pair of ends, so all that two people shared, and all periods in one group, are on one edge.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from graph.exports.attributes import exposure, intervals, known, person_attributes
from graph.exports.network import Network, NetworkContact, NetworkMembership, NetworkPerson
from graph.exports.opengraph_definition import (
    CONTACT_OF,
    PART_OF,
    SOURCE,
    custom_icons,
    definition,
    group_label,
    kind,
    membership_kind,
)
from graph.tracing.days import union

_SHIPPED = Path(__file__).parent / "bloodhound"
#: Of ids: ':' breaks BloodHound's search, '/' its addresses.
_ESCAPED = str.maketrans({"%": "%25", ":": "%3A", "/": "%2F", " ": "%20"})


def pack_files(network: Network) -> dict[str, bytes]:
    """Return the graph to upload, the definition of its kinds, their icons, queries, and the script that sends all."""
    files = {
        "graph.json": _json(payload(network)),
        "definition.json": _json(definition()),
        "icons.json": _json(custom_icons()),
        "upload.py": (_SHIPPED / "upload.py").read_bytes(),
    }
    for query in sorted((_SHIPPED / "queries").glob("*.json")):
        files[f"queries/{query.name}"] = query.read_bytes()
    return files


def payload(network: Network) -> dict[str, Any]:
    """Return what BloodHound ingests."""
    nodes = [*(_person(person, network) for person in network.people), *_groups(network)]
    edges = [
        *_contacts(network.contacts),
        *_memberships(network),
        *_parts(network),
    ]
    return {"metadata": {"source_kind": SOURCE}, "graph": {"nodes": nodes, "edges": edges}}


def _json(value: Any) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2)


def _person_id(key: str) -> str:
    return f"PARK-PERSON-{key.translate(_ESCAPED)}"


def _group_id(key: str) -> str:
    return f"PARK-GROUP-{key.translate(_ESCAPED)}"


def _label(person: NetworkPerson) -> str:
    return person.kind.capitalize()


def _person(person: NetworkPerson, network: Network) -> dict[str, Any]:
    attributes = known(person_attributes(person, network))
    name = person.name or person.key
    attributes |= {"key": attributes.pop("id"), "name": name, "displayname": name}
    # The first kind chooses the icon: a case looks like a case, and is found among workers too.
    kinds = [kind("Case"), kind(_label(person))] if person.case else [kind(_label(person))]
    return {"id": _person_id(person.key), "kinds": kinds, "properties": attributes}


def _groups(network: Network) -> Iterator[dict[str, Any]]:
    for key, group in network.groups().items():
        properties = {"key": key, "name": group.group_name, "displayname": group.group_name, "setting": group.setting}
        yield {"id": _group_id(key), "kinds": [kind(group_label(group.setting))], "properties": properties}


def _contacts(contacts: Iterable[NetworkContact]) -> Iterator[dict[str, Any]]:
    """Yield an edge from each contact to each source, so that a path leads from anybody back to the cases."""
    pairs: dict[tuple[str, str], list[NetworkContact]] = defaultdict(list)
    for contact in contacts:
        pairs[contact.target, contact.source].append(contact)
    for (target, source), found in pairs.items():
        days = union(span for contact in found for span in contact.days)
        groups = {contact.group: contact.group_name for contact in found}
        properties = {
            "settings": sorted({contact.setting for contact in found}),
            "group_ids": list(groups),
            "group_names": list(groups.values()),
            **exposure(days),
            "spells": intervals(days),
        }
        yield _edge(CONTACT_OF, _person_id(target), _person_id(source), properties)


def _memberships(network: Network) -> Iterator[dict[str, Any]]:
    people = {person.key: person for person in network.people}
    found: dict[tuple[str, str], list[NetworkMembership]] = defaultdict(list)
    for one in network.memberships:
        found[one.person, one.group].append(one)
    for (person, group), periods in found.items():
        setting = periods[0].setting
        sinces = [one.since for one in periods]
        untils = [one.until for one in periods]
        properties = {
            "setting": setting,
            "since": None if None in sinces else _iso(min(day for day in sinces if day)),
            "until": None if None in untils else _iso(max(day for day in untils if day)),
            "periods": [f"{_iso(one.since) or '..'}/{_iso(one.until) or '..'}" for one in periods],
        }
        yield _edge(
            membership_kind(_label(people[person]), group_label(setting)),
            _person_id(person),
            _group_id(group),
            properties,
        )


def _parts(network: Network) -> Iterator[dict[str, Any]]:
    groups = network.groups()
    for key, group in groups.items():
        if group.larger is not None and group.larger in groups:
            yield _edge(PART_OF, _group_id(key), _group_id(group.larger), {})


def _edge(name: str, start: str, end: str, properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": name,
        "start": {"match_by": "id", "value": start},
        "end": {"match_by": "id", "value": end},
        "properties": known(properties),
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
