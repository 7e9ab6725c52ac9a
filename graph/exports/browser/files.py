"""The files for Neo4j Browser and Bloom. Only links.html can name anybody, and does so where the network does.

All else is made from the schema, its styles and the queries of cypher/browser, and is the same in every pack.
"""

from collections.abc import Mapping
from pathlib import Path

import orjson

from graph.exports.browser.grass import style_sheet
from graph.exports.browser.guide import guide
from graph.exports.browser.links import links
from graph.exports.browser.perspective import perspective
from graph.exports.browser.saved import saved_queries, saved_table
from graph.exports.network import Network

_README = Path(__file__).parent / "README.md"


def pack_files(network: Network) -> dict[str, bytes]:
    """Return the style sheet, the queries for either Browser, the guide, the perspective, the links and the README."""
    texts: Mapping[str, str] = {
        "style.grass": style_sheet(),
        **saved_queries(),
        "saved-queries.csv": saved_table(),
        "guide.html": guide(),
        "links.html": links(network),
    }
    return {
        "README.md": _README.read_bytes(),
        **{name: text.encode() for name, text in texts.items()},
        "bloom-perspective.json": orjson.dumps(perspective(), option=orjson.OPT_INDENT_2),
    }
