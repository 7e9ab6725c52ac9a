"""From infection to isolation: the distribution, its draws, what is known of which disease."""

import math

import numpy as np
import pytest
from scipy.stats import lognorm

from graph.analysis.natural_history import LONGEST, NaturalHistory, natural_history
from graph.errors import Invalid


def test_isolation_follows_incubation_and_delay() -> None:
    history = natural_history("covid-19")
    sure = history.later
    # Lauer 2020: 97.5 % fall ill within 11.5 days, the median at 5.1; two days later they are isolated.
    assert history.incubation_median == pytest.approx(math.exp(1.621), abs=0.01)
    assert sure[:3].tolist() == [1.0, 1.0, 1.0], "nobody is isolated before the delay is over"
    assert sure[7] == pytest.approx(0.5, abs=0.03)
    assert sure[13] == pytest.approx(lognorm.sf(11, s=0.418, scale=5.06), abs=1e-3)
    assert sure[LONGEST] == 0.0
    assert (np.diff(sure) <= 0).all()


def test_uniform_levels_give_that_distribution() -> None:
    history = NaturalHistory(latent_days=1, incubation_median=4.0, delay_days=1.0)
    levels = (np.arange(100_000) + 0.5) / 100_000
    drawn = history.until_isolation(levels)
    for days in (0, 1, 2, 4, 8, 20, LONGEST):
        assert (drawn > days).mean() == pytest.approx(history.later[days], abs=2e-5)
    # Not found after five days: the level is scaled, and all draws lie beyond.
    late = history.until_isolation(levels * history.later[5])
    assert late.min() > 5
    assert (late > 8).mean() == pytest.approx(history.later[8] / history.later[5], abs=2e-5)


def test_what_is_given_stands_in_place_of_what_is_known() -> None:
    given = natural_history("covid-19", latent_days=2)
    assert (given.latent_days, given.incubation_median, given.source) == (2, 5.06, None)
    other = natural_history("measles", latent_days=8, incubation_median=12.5, delay_days=4)
    assert other.to_document() == {
        "latent_days": 8, "incubation_median": 12.5, "incubation_sigma": 0.418, "delay_days": 4, "source": None,
    }  # fmt: skip
    with pytest.raises(Invalid) as error:
        natural_history("measles")
    assert error.value.field == "latent_days"
    with pytest.raises(Invalid) as error:
        natural_history("measles", latent_days=8)
    assert error.value.field == "incubation_median"
