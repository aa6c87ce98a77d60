"""The mean and the standard deviation of replicates, computed again from the runs that the report lists.

Runs are rounded themselves: what that leaves open is allowed. The deviation may be divided by n or by n - 1.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import sqrt

from reportgen.check.stated import Quantity, Reading
from reportgen.check.sweeps.stated import Row
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

MEAN, DEVIATION = "metric.mean", "metric.deviation"
_HOW = "check.how.runs"
_LEAST, _MOST = 2, 12


def verdicts(rows: Sequence[Row]) -> Iterator[Verdict]:
    """Yield the verdicts on the means and deviations of rows that list their runs."""
    for row in rows:
        shares = [row.share(run) for run in row.runs]
        fraction = all("." in run.text or "," in run.text for run in row.runs)
        if _LEAST <= len(shares) <= _MOST and fraction and all(0 < one.value <= 1 for one in shares):
            if row.mean is not None:
                yield _mean(row, shares, row.mean)
            if row.deviation is not None:
                yield _deviation(row, shares, row.deviation)


def _mean(row: Row, shares: Sequence[Reading], stated: Quantity) -> Verdict:
    mean, rounding = _average(shares), max(one.step for one in shares) / 2
    own = row.share(stated)
    away = abs(own.value - mean)
    right = away <= own.step / 2 + rounding + 1e-9 or 0 <= mean - own.value < own.step
    outcome: Outcome = "confirmed" if right else "refuted"
    if outcome == "refuted" and (away <= own.step + rounding + 1e-9 or stated.about or _of_some(own, shares)):
        outcome = "review"
    how = Label(f"{_HOW}.mean", (("runs", _listed(row.runs)), ("mean", mean / row.scale)))
    return _verdict(MEAN, outcome, row, stated, mean / row.scale, how)


def _of_some(own: Reading, shares: Sequence[Reading]) -> bool:
    """Tell whether a number is the median, one of the runs, or the mean of some of them: another summary, perhaps."""
    ordered = sorted(one.value for one in shares)
    some = [pair for size in range(1, len(ordered)) for pair in combinations(ordered, size)] if len(ordered) < 7 else []
    return any(abs(sum(pair) / len(pair) - own.value) <= own.step / 2 for pair in some)


def _deviation(row: Row, shares: Sequence[Reading], stated: Quantity) -> Verdict:
    n, mean = len(shares), _average(shares)
    squares = sum((one.value - mean) ** 2 for one in shares)
    population, sample = sqrt(squares / n), sqrt(squares / (n - 1))
    rounding = max(one.step for one in shares) / 2 * sqrt(n / (n - 1))
    own = row.share(stated)
    near = _near(own, rounding, (population, sample))
    outcome: Outcome = "confirmed" if near else "refuted"
    spread = max(one.value for one in shares) - min(one.value for one in shares)
    others = (sample / sqrt(n), population / sqrt(n), spread, spread / 2, squares / n, 2 * sample, 1.96 * sample)
    in_points = (100 * population, 100 * sample, population / 100, sample / 100)
    if not near and (not row.spread or stated.about or _near(own, rounding, (*others, *in_points))):
        outcome = "review"
    how = Label(
        f"{_HOW}.deviation",
        (("runs", _listed(row.runs)), ("population", population / row.scale), ("sample", sample / row.scale)),
    )
    return _verdict(DEVIATION, outcome, row, stated, population / row.scale, how)


def _near(own: Reading, rounding: float, values: Sequence[float]) -> bool:
    return any(abs(own.value - value) <= own.step + rounding + 1e-9 for value in values)


def _average(shares: Sequence[Reading]) -> float:
    return sum(one.value for one in shares) / len(shares)


def _listed(runs: Sequence[Quantity]) -> str:
    return "; ".join(run.text for run in runs)


def _verdict(rule: str, outcome: Outcome, row: Row, stated: Quantity, right: float, how: Label) -> Verdict:
    return Verdict(
        rule,
        outcome,
        row.place,
        row.quote,
        f"{stated.text} %" if stated.percent else stated.text,
        Label(f"{_HOW}.value", (("value", right),)),
        how,
        suspicion=0.6 if outcome == "review" else 0.0,
    )
