"""Ask for a network: of a trace, of a cluster, of chosen cases; each read as one state of the graph."""

from collections.abc import Sequence
from pathlib import Path

from graph.analysis.clusters import find_clusters
from graph.analysis.infected import View, outbreak
from graph.analysis.links import links, whereabouts
from graph.database import Database, Transaction
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


def network_of_cases(database: Database, view: View, keys: Sequence[str]) -> Network:
    """Return the network of chosen cases and the links among them. Raises NotFound for an unknown key."""

    def work(transaction: Transaction, _: int) -> Network:
        found = outbreak(transaction, view, only=set(keys))
        joined = links(view, found, whereabouts(transaction, view, found))
        return cases_network(transaction, view, found.people, found.cases, joined)

    return read_steadily(database, work)
