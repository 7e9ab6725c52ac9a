"""Every property of the schema has been thought about under the data law."""

import pytest

from graph.model import privacy
from graph.model.schema import EDGES, NODES, Property
from graph.retention.clocks import BY_KIND
from service.accounts.roles import Permission

STRICTNESS = {"none": 0, "basic": 1, "sensitive": 2}
SCHEMA: list[tuple[str, tuple[Property, ...], privacy.Sheet | None]] = [
    *((node.label, node.properties, privacy.NODES.get(node.label)) for node in NODES),
    *((edge.type, edge.properties, privacy.EDGES.get(edge.type)) for edge in EDGES),
]


@pytest.mark.parametrize(("name", "properties", "sheet"), SCHEMA, ids=[row[0] for row in SCHEMA])
def test_every_property_has_a_category(
    name: str, properties: tuple[Property, ...], sheet: privacy.Sheet | None
) -> None:
    assert sheet is not None, f"graph/model/privacy.py says nothing of {name}"
    assert set(sheet.categories) == {prop.name for prop in properties}
    for prop in properties:
        assert STRICTNESS[sheet.categories[prop.name]] >= STRICTNESS[prop.privacy], prop.name
    personal = {"basic", "sensitive"} & set(sheet.categories.values())
    if personal and name != "Account":
        assert sheet.clocks, f"{name} is personal data and has no clock"
    assert set(sheet.clocks) <= BY_KIND.keys()
    assert set(sheet.seen) <= {permission.value for permission in Permission}
    if sheet.basis == privacy.NO_PERSON:
        assert not personal


def test_nothing_is_said_of_what_is_not_there() -> None:
    assert (set(privacy.NODES), set(privacy.EDGES)) == ({n.label for n in NODES}, {e.type for e in EDGES})


def test_a_property_has_one_category() -> None:
    twice = {"basic": "name", "none": "name"}
    text = ("x", "x")
    sheet = privacy.Sheet(whose=text, purpose=text, basis=text, source=text, seen=(), clocks=(), **twice)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="two categories"):
        _ = sheet.categories
