"""Answers: a fact with its derivation, how it is compared, how it spreads over seeds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from reportgen.arithmetic import Expression, value

Unit = Literal[
    "", "count", "weights", "multiplications", "pixels", "images", "neurons", "classes", "epochs",
    "kilobytes", "accuracy", "share", "probability", "loss", "p_value", "ratio", "coefficient", "value",
]  # fmt: skip


@dataclass(frozen=True)
class Exact:
    """Another's value is right when it is equal."""

    how: Literal["exact"] = "exact"


@dataclass(frozen=True)
class Interval:
    """Another's value agrees when it lies in the interval; `method` says what the interval allows for."""

    low: float
    high: float
    method: str
    how: Literal["interval"] = "interval"


@dataclass(frozen=True)
class Rounded:
    """Another's value is right when it is this one rounded to `digits` or more decimals."""

    digits: int
    how: Literal["rounded"] = "rounded"


@dataclass(frozen=True)
class Ranking:
    """Another's list is right when it agrees in order, up to ties; `as_set` forgets the order."""

    as_set: bool = False
    how: Literal["ranking"] = "ranking"


Comparison = Exact | Interval | Rounded | Ranking


@dataclass(frozen=True)
class Step:
    """One line of a derivation: the name of a rule, such as `layer` or `total`, and the computation that applies it."""

    rule: str
    expression: Expression
    result: int | float


@dataclass(frozen=True)
class Spread:
    """The values of a trained answer over seeds.

    Attributes:
        values: one per seed, in the order of the seeds.
        mean: their mean.
        deviation: their standard deviation (n - 1 in the denominator).
        low: the lower end of the 95 % prediction interval for one more run (Student's t).
        high: its upper end.
    """

    values: tuple[float, ...]
    mean: float
    deviation: float
    low: float
    high: float


@dataclass(frozen=True)
class Answer:
    """One fact of a report.

    Attributes:
        id: stable, dotted: `mlp_raw.100.parameters.total`.
        value: a number, a text, or tuples and frozen dataclasses of them.
        unit: what the number counts or measures; decides how it is printed.
        compare: how another's value is compared with it.
        derivation: the computations that lead to it, in order.
        trained: whether it depends on what a network learned, and so on its seed; the others are exact.
        spread: its values over seeds, if it is a trained number and the lab has several seeds.
    """

    id: str
    value: Any
    unit: Unit = ""
    compare: Comparison = Exact()
    derivation: tuple[Step, ...] = ()
    trained: bool = False
    spread: Spread | None = None


def computed(
    id: str,  # noqa: A002
    rule: str,
    expression: Expression,
    unit: Unit,
    compare: Comparison = Exact(),
) -> Answer:
    """Return an answer that is the result of a computation, which is its derivation by one rule."""
    result = value(expression)
    return Answer(id, result, unit, compare, (Step(rule, expression, result),))


def trained(answers: Iterable[Answer]) -> Iterator[Answer]:
    """Mark answers as depending on what a network learned."""
    return (replace(answer, trained=True) for answer in answers)
