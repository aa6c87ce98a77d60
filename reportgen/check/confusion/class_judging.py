"""Whether a class is recognised worst or best of all, by each measure that may be meant."""

from typing import Literal

from reportgen.check.confusion.class_claims import ClassClaim
from reportgen.check.confusion.datasets import counted
from reportgen.check.confusion.derived import Counts, classes, transposed
from reportgen.check.stated import Matrix

Finding = Literal["right", "open", "wrong", "miscounted"]
NEXT = 2
"""By a metric that is named, a class is not the best if so many others are better."""


def hardest(matrix: Matrix, claim: ClassClaim) -> Finding:
    """Judge whether a class is recognised worst or best.

    Right by any measure that may be meant; wrong if others are so by each of the usual ones: four of ten, or more. Of a
    metric that is named, two others are enough, if both axes agree.
    """
    index, best = claim.index, claim.best
    if index >= len(matrix.counts):
        return "open"
    if claim.metric:
        ranks = [
            rank([getattr(item, claim.metric) for item in classes(axis)], index, best)
            for axis in (matrix.counts, transposed(matrix.counts))
        ]
        return "right" if 0 in ranks else "wrong" if min(ranks) >= NEXT else "open"
    counts = matrix.counts if _rows_are_true(matrix) else transposed(matrix.counts)
    ranks = [rank(values, index, best) for values in usual(counts)]
    others = [rank(values, index, best) for values in (*_unusual(counts), *usual(transposed(counts)))]
    if 0 in (*ranks, *others):
        return "right"
    return "wrong" if min(ranks) >= max(2, 2 * len(counts) // 5) else "open"


def _rows_are_true(matrix: Matrix) -> bool:
    found = counted(matrix)
    return found is None or not found.by_columns


def usual(counts: Counts) -> list[list[float]]:
    """Return how well each class is recognised: recall, its errors, F1, errors on both sides. Larger is better."""
    scores = classes(counts)
    return [
        [item.recall for item in scores],
        [item.right - item.support for item in scores],
        [item.f1 for item in scores],
        [2 * item.right - item.support - item.predicted for item in scores],
    ]


def _unusual(counts: Counts) -> list[list[float]]:
    """Return what else may be looked at: the diagonal, and the largest cell beside it."""
    diagonal = [float(row[index]) for index, row in enumerate(counts)]
    cells = [
        [-float(max(cell for j, cell in enumerate(row) if i != j)) for i, row in enumerate(axis)]
        for axis in (counts, transposed(counts))
    ]
    return [diagonal, *cells]


def rank(values: list[float], index: int, best: bool) -> int:
    """Return how many classes are better (or worse)."""
    sign = 1 if best else -1
    return sum(sign * value > sign * values[index] for value in values)
