"""Styles: of labels, properties and relationships that are there, and all of people, places and cases have one."""

import doctest
import re

import pytest

import graph.model.styles
from graph.model.schema import EDGES, NODES
from graph.model.styles import EDGE_COLORS, OWN, STYLES, edge_color, style


def test_every_style_is_of_the_schema_and_captioned_by_one_of_its_properties() -> None:
    nodes = {node.label: node for node in NODES}
    for label, own in STYLES.items():
        assert own.caption in {prop.name for prop in nodes[label].properties}
    assert {node.label for node in NODES if node.family in ("Person", "Group", "Case")} <= set(STYLES)
    assert set(EDGE_COLORS) <= {edge.type for edge in EDGES}


def test_colours_are_colours_and_no_two_labels_share_one() -> None:
    every = [*STYLES.values(), OWN]
    assert len({one.color for one in every}) == len(every)
    colours = [*EDGE_COLORS.values(), *(part for one in every for part in (one.color, one.border, one.text))]
    assert all(re.fullmatch("#[0-9A-F]{6}", colour) for colour in colours)


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.1."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("label", STYLES)
def test_a_caption_can_be_read_on_its_node(label: str) -> None:
    dark, light = sorted((luminance(STYLES[label].color), luminance(STYLES[label].text)))
    assert (light + 0.05) / (dark + 0.05) > 3  # large text, WCAG 2.1, 1.4.3


def test_of_others() -> None:
    assert doctest.testmod(graph.model.styles).failed == 0
    assert edge_color("PART_OF") == "#A5ABB6"
    with pytest.raises(ValueError, match="no label"):
        style("Person")
