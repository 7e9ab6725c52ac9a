"""What is measured, in Prometheus' text format: durations and counts by route and query, of nobody and nothing asked.

One registry an app. Names and buckets follow https://prometheus.io/docs/practices/naming/: base units, in seconds.
"""

from collections import Counter as Tally
from collections.abc import Callable, Iterable, Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900)


class Metrics:
    """The measures of one app."""

    def __init__(self) -> None:
        """Measure nothing yet."""
        self.registry = CollectorRegistry()
        self._requests = Histogram(
            "truyvet_request_seconds",
            "Time until an answer's end, by route.",
            ("method", "route", "status"),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._queries = Histogram(
            "truyvet_query_seconds",
            "Time of a query of the graph with reading its records.",
            ("query",),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._turned_away = Counter(
            "truyvet_turned_away",
            "Requests answered 503 before anything was done: too many at once, or no graph.",
            ("why",),
            registry=self.registry,
        )
        self.in_hand = Gauge("truyvet_requests_in_hand", "Requests being answered.", registry=self.registry)

    def request(self, *, method: str, route: str, status: int, seconds: float) -> None:
        """Count an answer."""
        self._requests.labels(method, route, str(status)).observe(seconds)

    def query(self, name: str, seconds: float) -> None:
        """Count a query; fits ``Database.observed``."""
        self._queries.labels(name).observe(seconds)

    def turned_away(self, why: str) -> None:
        """Count a request that was not taken: ``busy`` or ``graph``."""
        self._turned_away.labels(why).inc()

    def states(
        self,
        *,
        graph_up: Callable[[], bool],
        imports: Callable[[], Iterable[str]],
        jobs: Callable[[], Iterable[str]],
        audit_waiting: Callable[[], int],
    ) -> None:
        """Let these be asked whenever somebody fetches: does the graph answer, states of imports and jobs, entries."""
        self.registry.register(_States(graph_up, {"imports": imports, "jobs": jobs}, audit_waiting))

    def text(self) -> bytes:
        """Return all measures."""
        return generate_latest(self.registry)


class _States(Collector):
    """What is not counted as it happens but looked up when somebody fetches."""

    _STATES = ("queued", "running", "done", "held", "refused", "failed", "cancelled")

    def __init__(
        self,
        graph_up: Callable[[], bool],
        by_state: Mapping[str, Callable[[], Iterable[str]]],
        audit_waiting: Callable[[], int],
    ) -> None:
        self._graph_up, self._by_state, self._audit_waiting = graph_up, by_state, audit_waiting

    def collect(self) -> Iterable[Metric]:
        """Yield the gauges."""
        yield GaugeMetricFamily("truyvet_graph_up", "1 while the graph answers.", value=float(self._graph_up()))
        waiting = float(self._audit_waiting())
        yield GaugeMetricFamily("truyvet_audit_waiting", "Entries of the log not in the chain yet.", value=waiting)
        for noun, states in self._by_state.items():
            tally = Tally(states())
            gauge = GaugeMetricFamily(
                f"truyvet_{noun}", f"{noun.capitalize()} that this process knows, by state.", labels=["state"]
            )
            for state in self._STATES:
                gauge.add_metric([state], tally[state])
            yield gauge

    def describe(self) -> Iterable[Metric]:
        """Nothing is looked up while it is registered."""
        return ()
