"""Ask for a network: of a trace, of a cluster, of chosen cases; each read as one state of the graph."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from graph.analysis.clusters import find_clusters
from graph.analysis.infected import View, outbreak
from graph.analysis.links import links, whereabouts
from graph.database import Database, Transaction
from graph.errors import NotFound
from graph.exports.assembling import cases_network, trace_network
from graph.exports.network import Network
from graph.tracing.asking import question_of
from graph.tracing.question import Asked
from graph.tracing.steady import read_steadily
from graph.tracing.trace import trace


def network_of_trace(database: Database, asked: Asked, *, own_rules: Path | None = None) -> Network:
    """Return the network of a trace: cases, contacts and what they shared. Raises what the trace raises."""

    def work(transaction: Transaction, _: int) -> Network:
        question = question_of(transaction, asked, own_rules=own_rules)
        return trace_network(transaction, question, trace(transaction, question))

    return read_steadily(database, work)


def network_of_cluster(database: Database, view: View, key: str) -> Network:
    """Return the network of the cluster that holds a case: its cases and the links among them. Raises NotFound."""

    def work(transaction: Transaction, _: int) -> Network:
        clusters = find_clusters(transaction, view)
        cluster = clusters.holding(key)
        return cases_network(
            transaction, view, clusters.found.people, cluster.cases, cluster.links, around=cluster.index
        )

    return read_steadily(database, work)


def network_of_cases(database: Database, view: View, keys: Sequence[str] | None) -> Network:
    """Return the network of chosen cases and the links among them; of all cases that stand where ``keys`` is None.

    Raises NotFound for an unknown key, and where none had begun by the view's day.
    """

    def work(transaction: Transaction, _: int) -> Network:
        found = outbreak(transaction, view, only=None if keys is None else set(keys))
        if not found.cases:
            raise NotFound(
                f"None of these cases of {view.disease} had begun by {view.as_of:%d/%m/%Y}; take a later day.",
                f"Không ca {view.disease} nào đã có đến ngày {view.as_of:%d/%m/%Y}; hãy chọn ngày muộn hơn.",
                field="as_of",
            )
        joined = links(view, found, whereabouts(transaction, view, found))
        network = cases_network(transaction, view, found.people, found.cases, joined)
        return network if keys is not None else replace(network, question=_all(len(found.cases), view))

    return read_steadily(database, work)


def _all(count: int, view: View) -> dict[str, str]:
    return {
        "vi": f"Tất cả {count} ca {view.disease} tính đến {view.as_of:%d/%m/%Y}",
        "en": f"All {count} cases of {view.disease} as of {view.as_of:%d/%m/%Y}",
    }
