"""From infection to illness, by disease: the days within which an exposure can have led to a case."""

from graph.tracing.days import Span

#: Incubation of COVID-19: lognormal, mean and standard deviation of the logarithm (Lauer 2020, doi 10.7326/M20-0504).
MEANLOG, SDLOG = 1.621, 0.418
#: The longest incubation counted, in days (vietnam.md 8: 14 for COVID-19; longer ones by disease).
LONGEST = {"covid-19": 14, "measles": 21, "mpox": 21, "influenza": 4, "mers": 14, "diphtheria": 10}
DEFAULT_LONGEST = 14
#: Who fell ill was infected at least so many days before.
SHORTEST = 2


def longest_incubation(disease: str | None) -> int:
    """Return the longest incubation counted of a disease, in days."""
    return LONGEST.get(disease or "", DEFAULT_LONGEST)


def infection_days(anchor: int, disease: str | None) -> Span:
    """Return the first and last day on which a case with this anchor can have been infected, as ordinals."""
    return anchor - longest_incubation(disease), anchor - SHORTEST
