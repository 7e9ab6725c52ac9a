"""For outbreaker2 in R, which rebuilds who infected whom: a date for each case, and which cases met.

``dates`` is named by id; ``ctd`` has two columns of ids, each pair once whoever was the source, and only of cases
that have a date: outbreaker_data refuses ids that it does not know.
"""

from pathlib import Path

from graph.errors import Invalid
from graph.exports.cells import csv_lines
from graph.exports.network import Network, NetworkPerson

#: Which date stands for a case, the first that is known: onset is nearest to when a case infects.
BASES = ("onset", "sampled", "confirmed")
_SCRIPT = Path(__file__).parent / "r" / "outbreaker2.R"


def pack_files(network: Network) -> dict[str, bytes]:
    """Return dates.csv, ctd.csv and the script. Raises Invalid with fewer than two dated cases: nothing to rebuild."""
    dates = [row for person in network.people if (row := _dated(person)) is not None]
    if len(dates) < 2:
        raise Invalid(
            f"outbreaker2 needs two cases with a date of onset, sample or result; there are {len(dates)}.",
            f"outbreaker2 cần ít nhất hai ca có ngày khởi phát, lấy mẫu hoặc có kết quả; hiện có {len(dates)}.",
            field="format",
        )
    known = {row["id"] for row in dates}
    pairs = {
        (min(one.source, one.target), max(one.source, one.target))
        for one in network.contacts
        if one.source != one.target and known >= {one.source, one.target}
    }
    return {
        "dates.csv": "".join(csv_lines(("id", "date", "basis"), dates)).encode(),
        "ctd.csv": "".join(csv_lines(("i", "j"), ({"i": i, "j": j} for i, j in sorted(pairs)))).encode(),
        "read.R": _SCRIPT.read_bytes(),
    }


def _dated(person: NetworkPerson) -> dict[str, str] | None:
    for basis in BASES:
        if (day := getattr(person, basis)) is not None:
            return {"id": person.key, "date": day.isoformat(), "basis": basis}
    return None
