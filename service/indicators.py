"""Which numbers of the indicators' document a table shows, in its order: by the word of each, in commands and pages."""

from collections.abc import Mapping
from typing import Any

_Numbers = dict[str, Any]


def shares_and_spreads(document: Mapping[str, Any]) -> tuple[dict[str, _Numbers], dict[str, _Numbers]]:
    """Return the shares (with ``of``), and what is told by its median (with ``cases``)."""
    first, lost = document["first_list"], document["lost"]
    shares = {
        "indicator-listed": document["listed"],
        "indicator-listed-1": document["listed"]["level_1"],
        "indicator-with-list": first,
        "indicator-isolated": document["isolated"],
        "indicator-quarantined": document["quarantined"],
        "indicator-lost": lost,
        "indicator-lost-longer": lost["longer"],
    }
    spreads = {
        "indicator-hours-confirmed": first["hours_from_confirmed"],
        "indicator-hours-registered": first["hours_from_registered"],
        "indicator-contacts": document["contacts_per_case"],
    }
    return shares, spreads
