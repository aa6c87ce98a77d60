"""Trained numbers over seeds: how far another run would differ.

The answers of each seed are derived alone, by the same functions; their spread is then one rule for all of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import inf, isfinite
from statistics import mean, stdev
from types import MappingProxyType

from reportgen.answers.student import prediction_interval
from reportgen.spec import Answer, Interval, Spread, Unit

METHOD = "prediction_95"
"""How the interval of an answer over seeds is called: it holds the value of one more run in 95 % of cases."""

BOUNDS: Mapping[Unit, tuple[float, float]] = MappingProxyType(
    {
        "accuracy": (0, 1), "probability": (0, 1), "p_value": (0, 1), "share": (-1, 1), "coefficient": (-1, 1),
        "loss": (0, inf), "images": (0, inf), "count": (0, inf), "epochs": (0, inf),
    }
)  # fmt: skip
"""Where values of a unit can lie, and where an interval is cut off: a share may be the difference of two."""


def over_seeds(answers: Sequence[Answer], further: Iterable[Sequence[Answer]]) -> tuple[Answer, ...]:
    """Return the answers of the first seed, the trained numbers with their spread over all seeds.

    An answer that some seed does not have (a third mistake, say) has no spread.

    Args:
        answers: of the first seed.
        further: those of each other seed.
    """
    others = [{answer.id: answer for answer in seed} for seed in further]
    return tuple(
        _spread(answer, [seed[answer.id] for seed in others if answer.id in seed], len(others)) for answer in answers
    )


def _spread(answer: Answer, others: Sequence[Answer], seeds: int) -> Answer:
    """Return an answer with its spread; equal values say nothing of another, so that it is compared as one seed's."""
    runs = (answer, *others)
    if not seeds or len(others) < seeds or not answer.trained or not all(_is_number(run.value) for run in runs):
        return answer
    values = tuple(float(run.value) for run in runs)
    low, high = _within(answer.unit, prediction_interval(values))
    spread = Spread(values, mean(values), stdev(values), low, high)  # exact sums: equal values deviate by 0
    return replace(answer, spread=spread, compare=Interval(low, high, METHOD) if low < high else answer.compare)


def _within(unit: Unit, interval: tuple[float, float]) -> tuple[float, float]:
    """Return an interval without what no value of its unit can be."""
    least, most = BOUNDS.get(unit, (-inf, inf))
    low, high = interval
    return max(least, low), min(most, high)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
