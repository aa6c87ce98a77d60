"""Exact statements on a proportion: its interval, and the probability of so many successes.

Sources: Clopper and Pearson, Biometrika 26 (1934) 404, in its form with quantiles of the beta distribution; Abramowitz
and Stegun, Handbook of Mathematical Functions, 26.5.24, for the tail of the binomial distribution.
"""


def clopper_pearson(successes: int, trials: int, level: float = 0.95) -> tuple[float, float]:
    """Return the proportions that a two-sided exact binomial test of the level 1 - `level` does not reject.

    It holds its level whatever the proportion, and so is wider than Wilson's interval, which holds it on average.

    Args:
        successes: from 0 to `trials`.
        trials: without any, every proportion is possible.
        level: the probability, in (0, 1).
    """
    from scipy.special import betaincinv

    tail, failures = (1 - level) / 2, trials - successes
    low = float(betaincinv(successes, failures + 1, tail)) if successes else 0.0
    high = float(betaincinv(successes + 1, failures, 1 - tail)) if failures else 1.0
    return low, high


def at_least(successes: int, trials: int, probability: float) -> float:
    """Return the probability of so many successes or more in independent trials."""
    from scipy.special import betainc

    return float(betainc(successes, trials - successes + 1, probability)) if successes else 1.0
