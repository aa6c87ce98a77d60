"""Whether what is said of some cases holds by their figures: from 2, surely right, to -2, surely wrong.

1 and -1 are differences within the interval; a reading of a sentence has one such number for each metric.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.check.comparing.figures import Figure, figures, having, order, same
from reportgen.check.comparing.measures import Measure
from reportgen.check.comparing.naming import Set
from reportgen.check.comparing.relations import Relation
from reportgen.check.comparing.world import World
from reportgen.check.stated import Metric, Split

_SIMILAR = 0.1
"""Losses that differ by less than this share may be called similar."""


@dataclass(frozen=True)
class Weight:
    """How far one metric bears out what is said.

    Attributes:
        metric: by which it is judged.
        holds: 2 surely right, 1 right, -1 wrong by little, -2 surely wrong.
        figures: of the subject first.
    """

    metric: Metric
    holds: int
    figures: tuple[Figure, ...]


def direction(relation: Relation, measure: Measure, metric: Metric) -> int:
    """Return 1 if the subject's figure is said to be above the others', -1 if below."""
    if relation.judging or measure.word == "overall":
        return -relation.sign if metric == "loss" else relation.sign
    if measure.word == "error":
        return relation.sign if metric == "loss" else -relation.sign
    return relation.sign


def weigh(
    world: World, relation: Relation, measure: Measure, sides: tuple[Set, Set], split: Split
) -> tuple[Weight, ...]:
    """Return how a comparison of some cases with others holds, for each metric that both have."""
    subject, others = sides
    weights = []
    for metric in measure.metrics:
        found = figures(world, (*subject, *others), metric, split)
        if found:
            own, other = found[: len(subject)], found[len(subject) :]
            holds = _holds(relation, own, other, direction(relation, measure, metric))
            weights.append(Weight(metric, holds, found))
    return tuple(weights)


def _holds(relation: Relation, own: Sequence[Figure], other: Sequence[Figure], sign: int) -> int:
    if own[0].case.group != other[0].case.group and len(own) + len(other) > 2:
        return _kinds(own, other, sign, relation)
    return min(_pair(relation, one, two, sign) for one in own for two in other)


def _pair(relation: Relation, one: Figure, two: Figure, sign: int) -> int:
    """Return how `one` against `two` bears out a comparison: at once for better, higher, the same and their denials."""
    found = order(one, two) * sign
    if relation.degree == "same":
        return _alike(relation, one, two, found)
    if relation.negated:
        much = relation.strength == "much"
        return (1 if found < 2 else -1) if much else (-found if found else 1)
    if relation.strength == "much" and found == 1:
        return -1
    return found or -1


def _alike(relation: Relation, one: Figure, two: Figure, found: int) -> int:
    if relation.negated:
        return 1 if abs(found) == 2 else -1
    near = one.metric == "loss" and abs(one.value - two.value) <= _SIMILAR * max(one.value, two.value)
    return 2 if same(one, two) else 1 if abs(found) < 2 or near else -1


def _kinds(own: Sequence[Figure], other: Sequence[Figure], sign: int, relation: Relation) -> int:
    """Compare two kinds of networks: surely only if their best, their worst and their means agree."""
    key = (lambda figure: -figure.value) if own[0].metric == "loss" else (lambda figure: figure.value)
    best = _pair(relation, max(own, key=key), max(other, key=key), sign)
    worst = _pair(relation, min(own, key=key), min(other, key=key), sign)
    if best == worst or best > 0:
        return best
    return -1


def leads(
    world: World, relation: Relation, measure: Measure, sides: tuple[Set, Set], split: Split
) -> tuple[Weight, ...]:
    """Return how a superlative holds: the subject against all others that have the figure."""
    subject, others = sides
    weights = []
    for metric in measure.metrics:
        own = figures(world, subject, metric, split)
        found = having(world, others, metric, split) if own else ()
        if own and found and own[0].images == found[0].images:
            sign = direction(relation, measure, metric)
            weights.append(Weight(metric, _leads(relation, own, found, sign), (*own, *found)))
    return tuple(weights)


def _leads(relation: Relation, own: Sequence[Figure], other: Sequence[Figure], sign: int) -> int:
    orders = [order(one, two) * sign for one in own for two in other]
    if relation.tolerant:
        ahead = sum(found == -2 for found in orders) / len(own)
        behind = sum(found < 0 for found in orders) / len(own)
        count = len(other) + len(own)
        holds = -2 if ahead >= count / 2 else -1 if behind >= count / 2 else 1
    else:
        holds = min(found or 1 for found in orders)
    return -holds if relation.negated else holds
