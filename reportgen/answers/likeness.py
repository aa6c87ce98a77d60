"""Are classes that look alike confused more? The confusions of all cases beside the likeness of the classes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportgen.answers import confusions
from reportgen.spec import Answer, Case, Evidence, Ranking, Rounded

EXPLAINS = 0.3
"""Likeness is said to go with confusion from this rank correlation on."""


@dataclass(frozen=True)
class Confused:
    """A pair of classes over all cases, and how alike the two classes look."""

    first: str
    second: str
    count: int
    correlation: float
    rank: int


def answers(prefix: str, cases: Sequence[Case], evidence: Evidence) -> Iterator[Answer]:
    """Sum the confusions over the cases and set the frequent pairs beside how alike the classes look."""
    dataset = evidence.dataset(cases[0])
    classes = dataset.info.classes
    counts = np.sum([confusions.of_result(evidence.result(case), dataset) for case in cases], axis=0)
    alike = confusions.likenesses(dataset.x_train, dataset.y_train, classes)
    by_pair = {(item.first, item.second): item for item in alike}
    found = tuple(
        Confused(pair.first, pair.second, pair.count, look.correlation, look.rank)
        for pair in confusions.pairs(counts, classes)
        for look in [by_pair[pair.first, pair.second]]
    )
    yield Answer(f"{prefix}.most_confused", confusions.pairs(counts, classes, 2), "images", Ranking())
    near = len(alike) // 3
    yield Answer(f"{prefix}.confused", found, "images", Ranking())
    yield Answer(f"{prefix}.class_pairs", len(alike), "count")
    yield Answer(f"{prefix}.exceptions", tuple(pair for pair in found if pair.rank > near), compare=Ranking(True))
    yield Answer(f"{prefix}.alike.count", sum(pair.rank <= near for pair in found), "count")
    yield Answer(f"{prefix}.alike.of", len(found), "count")
    both = counts + counts.T
    together = [both[classes.index(item.first), classes.index(item.second)] for item in alike]
    correlation = spearman(np.array([item.correlation for item in alike]), np.array(together, np.float64))
    yield Answer(f"{prefix}.alike.spearman", correlation, "coefficient", Rounded(2))
    yield Answer(f"{prefix}.alike.verdict", "explains" if correlation > EXPLAINS else "explains_little")


def spearman(first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
    """Return the rank correlation, ties at their mean rank; 0 where one side is constant and has no ranks."""
    if len(np.unique(first)) == 1 or len(np.unique(second)) == 1:
        return 0.0
    return float(np.corrcoef(_ranks(first), _ranks(second))[0, 1])


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return np.asarray((ends - (counts - 1) / 2)[inverse], np.float64)
