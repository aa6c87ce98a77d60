"""What a few runs with other seeds say of the next one, and of runs elsewhere: Student's t.

Sources: Student, Biometrika 6 (1908) 1; Welch, Biometrika 34 (1947) 28.
"""

from collections.abc import Sequence
from math import fsum, hypot, sqrt


def prediction_interval(values: Sequence[float], level: float = 0.95) -> tuple[float, float]:
    """Return where one more value lies with a probability of `level`: mean ± t · s · √(1 + 1/n).

    The interval of the mean would be ± t · s / √n; a single new value varies around a mean that is itself uncertain.

    Args:
        values: at least two, independent and about normal; equal ones give an interval of no width.
        level: the probability, in (0, 1).
    """
    from scipy.special import stdtrit

    n, (centre, root) = len(values), _moments(values)
    half = float(stdtrit(n - 1, (1 + level) / 2)) * root / sqrt(n - 1) * sqrt(1 + 1 / n)
    return centre - half, centre + half


def mean_interval(values: Sequence[float], level: float = 0.95) -> tuple[float, float]:
    """Return where the mean of as many further values lies with a probability of `level`: mean ± t · s · √(2/n).

    Args:
        values: at least two, independent and about normal; equal ones give an interval of no width.
        level: the probability, in (0, 1).
    """
    from scipy.special import stdtrit

    n, (centre, root) = len(values), _moments(values)
    half = float(stdtrit(n - 1, (1 + level) / 2)) * root / sqrt(n - 1) * sqrt(2 / n)
    return centre - half, centre + half


def pooled(first: Sequence[float], second: Sequence[float]) -> float:
    """Return the two-sided p-value of Student's test that two samples of one variance have one mean.

    Of a lone value it tells whether it is one more like the others: it ends their prediction interval of the level
    1 - p. Without any deviation there is nothing to test against: 1 for equal means, else 0.

    Args:
        first: one value or more.
        second: one value or more, with the first at least three.
    """
    (centre, root), (other, other_root) = _moments(first), _moments(second)
    freedom = len(first) + len(second) - 2
    error = hypot(root, other_root) / sqrt(freedom) * sqrt(1 / len(first) + 1 / len(second))
    return _two_sided(centre - other, error, freedom)


def welch(first: Sequence[float], second: Sequence[float]) -> float:
    """Return the two-sided p-value of Welch's test that two samples have one mean; their variances may differ.

    Without any deviation there is nothing to test against: 1 for equal means, else 0.

    Args:
        first: at least two values.
        second: at least two values.
    """
    (centre, root), (other, other_root) = _moments(first), _moments(second)
    n, m = len(first), len(second)
    own = root / sqrt(n * (n - 1))
    error = hypot(own, other_root / sqrt(m * (m - 1)))
    share = (own / error) ** 2 if error else 0.5
    freedom = 1 / (share**2 / (n - 1) + (1 - share) ** 2 / (m - 1))
    return _two_sided(centre - other, error, freedom)


def _moments(values: Sequence[float]) -> tuple[float, float]:
    """Return the mean and the root of the sum of the squared deviations, exactly 0 for equal values."""
    start = values[0]
    centre = start + fsum(value - start for value in values) / len(values)
    return centre, hypot(*(value - centre for value in values))


def _two_sided(difference: float, error: float, freedom: float) -> float:
    from scipy.special import stdtr

    if not error:
        return float(not difference)
    return 2 * float(stdtr(freedom, -abs(difference / error)))
