"""Trained numbers over seeds: how far another run would differ.

The answers of each seed are derived alone, by the same functions; their spread is then one rule for all of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from reportgen.answers.student import prediction_interval
from reportgen.spec import Answer, Interval, Spread

METHOD = "prediction_95"
"""How the interval of an answer over seeds is called: it holds the value of one more run in 95 % of cases."""


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
    runs = (answer, *others)
    if not seeds or len(others) < seeds or not answer.trained or not all(_is_number(run.value) for run in runs):
        return answer
    values = tuple(float(run.value) for run in runs)
    low, high = prediction_interval(values)
    spread = Spread(values, float(np.mean(values)), float(np.std(values, ddof=1)), low, high)
    return replace(answer, spread=spread, compare=Interval(low, high, METHOD))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
