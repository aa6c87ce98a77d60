"""How good, how sure, and whether two classifiers differ by more than chance.

Sources: Wilson, J. Am. Stat. Assoc. 22 (1927) 209; McNemar, Psychometrika 12 (1947) 153, in its exact binomial form;
Holm, Scand. J. Stat. 6 (1979) 65.
"""

from collections.abc import Sequence
from math import comb, erfc, sqrt

import numpy as np
from numpy.typing import NDArray

Booleans = NDArray[np.bool_]

Z_95 = 1.959963984540054
"""The 97.5 % quantile of the standard normal distribution."""
SIGNIFICANT = 0.05


def wilson(successes: float, trials: int, z: float = Z_95) -> tuple[float, float]:
    """Return Wilson's score interval of a proportion, 95 % unless another quantile is given.

    It stays inside [0, 1] and holds its level for small samples, where the usual `p ± z·s` fails. A trial that counts
    in part, a mean of several questions, varies no more than a whole one: the interval is then at worst too wide.
    """
    p, extra = successes / trials, z * z / trials
    centre = (p + extra / 2) / (1 + extra)
    half = z * sqrt(p * (1 - p) / trials + extra / (4 * trials)) / (1 + extra)
    return max(0.0, centre - half), min(1.0, centre + half)


def difference(share: float, trials: int, z: float = Z_95) -> tuple[float, float]:
    """Return where another run's share may lie, 95 % unless another quantile is given, if its errors are independent.

    The binomial interval of a difference, `p ± z √(2 q (1 - q) / n)`: another seed or processor moves some images.
    `q` is `p` with one success and one failure more (Agresti and Caffo, Am. Stat. 54 (2000) 280): a perfect run does
    not promise that the next one is perfect too.
    """
    q = (share * trials + 1) / (trials + 2)
    half = z * sqrt(2 * q * (1 - q) / trials)
    return max(0.0, share - half), min(1.0, share + half)


def mcnemar(first: Booleans, second: Booleans) -> tuple[int, int, float]:
    """Compare two classifiers on the same images.

    Args:
        first: which images the first classifier has right, bool (n,).
        second: the same for the second.

    Returns:
        Images that only the first has right, images that only the second has right, and the exact two-sided
        p-value: under equal error rates the images that just one has right fall to either side like a fair coin.
    """
    only_first, only_second = int((first & ~second).sum()), int((second & ~first).sum())
    discordant = only_first + only_second
    tail = sum(comb(discordant, k) for k in range(min(only_first, only_second) + 1))
    return only_first, only_second, min(1.0, 2 * tail / 2**discordant)


def two_shares(first: float, second: float, trials: int) -> tuple[float, float]:
    """Compare two shares of as many trials each by the z test for two proportions.

    Args:
        first: one share.
        second: the other.
        trials: of each; judged on the same images, the two err together, and the true error is smaller.

    Returns:
        z, the difference over its standard error √(2 p (1 - p) / n) with the mean share p, and the two-sided p-value.
    """
    p = (first + second) / 2
    error = sqrt(2 * p * (1 - p) / trials)
    z = (first - second) / error if error else 0.0
    return z, erfc(abs(z) / sqrt(2))


def expected_maximum(count: int) -> float:
    """Return the mean of the largest of so many independent standard normal values, by integration.

    The density of the largest of n is n φ(x) Φ(x)ⁿ⁻¹ (Tippett, Biometrika 17 (1925) 364).
    """
    x = np.linspace(-9, 9, 18_001)
    density = np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi)
    below = np.array([erfc(-value / sqrt(2)) / 2 for value in x])
    return float(np.trapezoid(count * x * density * below ** (count - 1), x))


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """Return the p-values adjusted for their number by Holm's step-down method, in the given order."""
    adjusted = [0.0] * len(p_values)
    worst = 0.0
    for rank, index in enumerate(sorted(range(len(p_values)), key=lambda i: p_values[i])):
        worst = max(worst, min(1.0, p_values[index] * (len(p_values) - rank)))
        adjusted[index] = worst
    return tuple(adjusted)


def mean_and_error(values: NDArray[np.float64]) -> tuple[float, float]:
    """Return the mean and its standard error, the sample's standard deviation over the root of n."""
    return float(values.mean()), float(values.std(ddof=1) / np.sqrt(len(values)))
