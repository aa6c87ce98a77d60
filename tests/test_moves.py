"""How often runs with other seeds are taken for something else, and whether a real change is found."""

from collections.abc import Callable
from itertools import combinations
from statistics import mean

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import ttest_ind

from reportgen.answers.metrics import holm
from reportgen.answers.moves import LEVEL, p_value

Draw = Callable[[np.random.Generator, tuple[int, ...]], NDArray[np.float64]]
DRAWN: dict[str, Draw] = {
    "normal": lambda rng, shape: rng.normal(0.95, 0.01, shape),
    "mistakes": lambda rng, shape: rng.poisson(3, shape).astype(float),
    "accuracies near 1": lambda rng, shape: rng.binomial(360, 0.99, shape) / 360,
    "best epochs": lambda rng, shape: 10.0 - np.minimum(rng.geometric(0.6, shape) - 1, 9),
    "rare events": lambda rng, shape: rng.binomial(1, 0.1, shape).astype(float),
    "losses": lambda rng, shape: np.exp(rng.normal(-2, 1, shape)),
    "probabilities": lambda rng, shape: 1 / (1 + np.exp(-rng.normal(4, 2, shape))),
}
BUILDS, ANSWERS = 150, 20


@pytest.mark.parametrize("seeds", [(5, 5), (5, 1), (6, 2)], ids=str)
@pytest.mark.parametrize("name", DRAWN)
def test_other_seeds_alarm_in_less_than_five_builds_of_a_hundred(name: str, seeds: tuple[int, int]) -> None:
    """Two builds of the same lab differ by their seeds only; one answer that seems to have moved is an alarm."""
    rng = np.random.default_rng(4)
    first, second = (DRAWN[name](rng, (BUILDS, ANSWERS, n)).tolist() for n in seeds)
    alarms = [
        min(holm([p_value(*both) for both in zip(*build, strict=True)])) < LEVEL
        for build in zip(first, second, strict=True)
    ]
    assert np.mean(alarms) < 0.05


@pytest.mark.parametrize("second", [[0.91, 0.913, 0.905, 0.909, 0.911], [0.89]])
def test_a_change_is_found_among_many(second: list[float]) -> None:
    """Twenty deviations away, or forty of a lone run, stands out of hundreds of answers that did not move."""
    assert p_value([0.951, 0.953, 0.949, 0.95, 0.952], second) * 300 < LEVEL


def test_the_cautious_test_of_the_plain_values_is_welchs_or_students() -> None:
    """The larger p-value of both, as SciPy computes them, of values that have no logarithm."""
    first, second = [-1.0, 0.0, 1.5, 1.0], [3.0, 9.0]
    both = [ttest_ind(first, second, equal_var=equal).pvalue for equal in (True, False)]
    assert p_value(first, second) == pytest.approx(max(both))


@pytest.mark.parametrize("counts", [(5, 5), (5, 1), (4, 3)])
def test_runs_that_all_agree_are_dealt_out(counts: tuple[int, int]) -> None:
    """Of all ways to deal the values to both sides, the share of those with means as far apart."""
    values = [10.0] * counts[0] + [9.0] * counts[1]
    sides = [set(side) for side in combinations(range(len(values)), counts[0])]
    gaps = [
        abs(mean(values[i] for i in side) - mean(values[i] for i in range(len(values)) if i not in side))
        for side in sides
    ]
    assert p_value(values[: counts[0]], values[counts[0] :]) == pytest.approx(mean(gap == 1 for gap in gaps))


def test_the_noise_of_floats_is_no_difference() -> None:
    """Sums in another order, on another processor."""
    assert p_value([0.1 + 0.2] * 5, [0.3] * 5) == 1
    assert p_value([0.1 + 0.2, 0.3, 0.3], [0.3]) == 1
