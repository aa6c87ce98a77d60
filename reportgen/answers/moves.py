"""Whether the values of some runs are like those of others, but for the seed: a cautious p-value.

A test over a thousand answers asks for p-values near 1e-5, so for tails that a handful of runs cannot show. What is
taken for granted there is what gives false alarms; `tests/test_moves.py` counts them:

- Welch's test alarms where one side has few runs, Student's where variances differ: the larger p-value of both counts.
- A probability near 1, a loss, a p-value are skewed: as they are they look far off, as logarithms they do not. The
  largest p-value over the scales on which such values may be normal counts.
- Runs that all agree have no deviation to test with: there the chance counts that, of all ways to deal these values
  out to both sides, puts each value on a side of its own (a permutation test; Fisher, The Design of Experiments, 1935).
"""

from collections.abc import Iterator, Sequence
from math import comb, isclose, log, log1p

from reportgen.answers.student import pooled, welch

Values = Sequence[float]

LEVEL = 0.01
"""The p-value, adjusted for the number of answers, below which runs are not like others.

Five times below the usual one: of builds that differ by their seeds only, fewer than 5 % are to seem moved, and not all
that networks learn is distributed as the tests suppose.
"""


def p_value(first: Values, second: Values) -> float:
    """Return the p-value of runs being like others, two-sided and rather too large than too small.

    Args:
        first: a value a run, at least two here or in `second`.
        second: the same of runs elsewhere.
    """
    if constant(first) and constant(second):
        return 1.0 if _same(first[0], second[0]) else _dealt(len(first), len(second))
    return max(_test(*scaled) for scaled in _scales(first, second))


def constant(values: Values) -> bool:
    """Tell whether all runs agree, up to the noise of floats."""
    return all(_same(value, values[0]) for value in values)


def _same(one: float, other: float) -> bool:
    return isclose(one, other, rel_tol=1e-9, abs_tol=0)


def _dealt(first: int, second: int) -> float:
    return (1 + (first == second)) / comb(first + second, first)


def _test(first: Values, second: Values) -> float:
    alone = min(len(first), len(second)) == 1
    return pooled(first, second) if alone else max(pooled(first, second), welch(first, second))


def _scales(first: Values, second: Values) -> Iterator[tuple[Values, Values]]:
    """Yield the values as they are; their logarithms if all are positive; those of 1 - x if all are in [0, 1)."""
    yield first, second
    least, most = min(*first, *second), max(*first, *second)
    if least > 0:
        yield [log(x) for x in first], [log(x) for x in second]
    if least >= 0 and most < 1:
        yield [log1p(-x) for x in first], [log1p(-x) for x in second]
