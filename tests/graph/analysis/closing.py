"""What the documents of closures say of their view and of what they assume, in the firm of conftest."""

from graph.analysis.natural_history import natural_history

HISTORY = natural_history("covid-19")
ASSUMED = {
    "latent_days": 3, "incubation_median": 5.06, "incubation_sigma": 0.418, "delay_days": 2.0,
    "source": "Lauer 2020 doi 10.7326/M20-0504 (incubation); latent days and delay assumed",
    "daily_rates": {"room": 0.0234, "team": 0.0061, "vehicle": 0.0061, "met": 0.0061, "workshop": 0.0012,
                    "house": 0.0012},
    "days_back": 14,
}  # fmt: skip
VIEW = {"disease": "covid-19", "rules": "vn-3638-2021", "as_of": "2021-05-20", "known_at": None}
