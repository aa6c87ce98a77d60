"""Cases beside each other: which is best, which differences are more than chance, which to choose.

The choice is made on the validation set (in protocol `course` that is the test set). The rule: among the cases that
cannot be told from the best one (exact McNemar, Holm-corrected over all pairs, p >= 0.05), take the one with the fewest
weights, and of equals in weights the most accurate. It is the idea of the one-standard-error rule of Breiman et al.
(1984), with a paired test.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from reportgen.answers import confusions, curves
from reportgen.answers.metrics import SIGNIFICANT, Booleans, holm, mcnemar
from reportgen.errors import ModelError
from reportgen.losses import predictions
from reportgen.spec import Answer, Case, Evidence, Ranking, Rounded

Way = Literal["up", "down", "same"]
EXPLAINS = 0.3
"""Likeness is said to go with confusion from this rank correlation on."""


@dataclass(frozen=True)
class Difference:
    """Two cases, by their ids, on the same validation images.

    Attributes:
        first: id of one case.
        second: id of the other.
        only_first: images that only the first has right.
        only_second: images that only the second has right.
        raw: the p-value of the exact McNemar test.
        p_value: the same, Holm-corrected for all pairs of the section.
        better: id of the better case if the difference is significant, else nothing.
    """

    first: str
    second: str
    only_first: int
    only_second: int
    raw: float
    p_value: float
    better: str


@dataclass(frozen=True)
class Confused:
    """A pair of classes over all cases, and how alike the two classes look."""

    first: str
    second: str
    count: int
    correlation: float
    rank: int


@dataclass(frozen=True)
class Effect:
    """What one change does: the accuracy gained on the validation set, and the gaps to training before and after.

    `significant` repeats the paired test: without it, the gain may be chance. `accuracy` and `gap` say which way
    both went, as far as a hundredth of a point shows.
    """

    kind: str
    first: str
    second: str
    gain: float
    gap_before: float
    gap_after: float
    accuracy: Way
    gap: Way
    significant: bool


def answers(prefix: str, cases: Sequence[Case], evidence: Evidence) -> Iterator[Answer]:
    """Derive the comparison of a section's cases."""
    compared = differences(cases, evidence)
    best = max(cases, key=lambda case: (accuracy(case, evidence), -case.experiment.model.parameters))
    worse = {item.second if item.better == item.first else item.first for item in compared if item.better == best.id}
    equals = [case for case in cases if case.id not in worse]
    chosen = min(equals, key=lambda case: (case.experiment.model.parameters, -accuracy(case, evidence)))
    yield Answer(f"{prefix}.differences", compared)
    yield Answer(f"{prefix}.significant", sum(bool(item.better) for item in compared), "count")
    yield Answer(f"{prefix}.tests", len(compared), "count")
    yield Answer(f"{prefix}.level", SIGNIFICANT, "value")
    yield Answer(f"{prefix}.clearest", min(compared, key=lambda item: item.raw, default=None), compare=Rounded(3))
    yield Answer(f"{prefix}.best", best.id)
    yield Answer(f"{prefix}.equals", tuple(case.id for case in equals if case is not best), compare=Ranking(True))
    yield Answer(f"{prefix}.chosen", chosen.id)
    yield from _confused(prefix, cases, evidence)


def differences(cases: Sequence[Case], evidence: Evidence) -> tuple[Difference, ...]:
    """Compare every pair of cases by McNemar's exact test, Holm-corrected over all pairs."""
    compared = list(combinations(cases, 2))
    tests = [mcnemar(_right(a, evidence), _right(b, evidence)) for a, b in compared]
    adjusted = holm([raw for _, _, raw in tests])
    return tuple(
        Difference(a.id, b.id, only_a, only_b, raw, p, _better(a, b, only_a - only_b, p))
        for (a, b), (only_a, only_b, raw), p in zip(compared, tests, adjusted, strict=True)
    )


def effect(kind: str, first: Case, second: Case, compared: Sequence[Difference], evidence: Evidence) -> Effect:
    """Return what the step from one case to another does; `compared` are the differences of all cases."""
    before, after = (curves.gap(evidence.result(case).history, evidence.protocol) for case in (first, second))
    gain = accuracy(second, evidence) - accuracy(first, evidence)
    told_apart = any(item.better for item in compared if {item.first, item.second} == {first.id, second.id})
    return Effect(kind, first.id, second.id, gain, before, after, _way(gain), _way(after - before), told_apart)


def accuracy(case: Case, evidence: Evidence) -> float:
    """Return a case's accuracy on the validation set, at the epoch that the protocol chooses."""
    return float(_right(case, evidence).mean())


def _right(case: Case, evidence: Evidence) -> Booleans:
    """Return which validation images a case has right, at the epoch that the protocol chooses.

    Raises:
        ModelError: the case has other validation images than the section's first one: nothing can be paired.
    """
    result, first = evidence.result(case), evidence.result(evidence.of(case.section)[0])
    if not np.array_equal(result.validation_labels, first.validation_labels):
        raise ModelError(f"{case.key}: its validation images are not those of the other cases")
    chosen = result.validation_last if evidence.protocol == "course" else result.validation_best
    right: Booleans = predictions(chosen) == result.validation_labels
    return right


def _better(first: Case, second: Case, lead: int, p_value: float) -> str:
    if p_value >= SIGNIFICANT:
        return ""
    return first.id if lead > 0 else second.id


def _way(change: float) -> Way:
    shown = round(change, 4)
    return "up" if shown > 0 else "down" if shown < 0 else "same"


def _confused(prefix: str, cases: Sequence[Case], evidence: Evidence) -> Iterator[Answer]:
    """Sum the confusions over the cases and set the frequent pairs beside how alike the classes look."""
    dataset = evidence.dataset(cases[0])
    classes = dataset.info.classes
    counts = np.zeros((len(classes), len(classes)), np.int64)
    for case in cases:
        counts += confusions.matrix(dataset.y_test, predictions(evidence.result(case).test), len(classes))
    alike = confusions.likenesses(dataset.x_train, dataset.y_train, classes)
    by_pair = {(item.first, item.second): item for item in alike}
    found = tuple(
        Confused(pair.first, pair.second, pair.count, look.correlation, look.rank)
        for pair in confusions.pairs(counts, classes)
        for look in [by_pair[pair.first, pair.second]]
    )
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
