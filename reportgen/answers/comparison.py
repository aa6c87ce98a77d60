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

from reportgen.answers import confusions
from reportgen.answers.metrics import SIGNIFICANT, Booleans, holm, mcnemar
from reportgen.losses import predictions
from reportgen.plots import Label
from reportgen.spec import Answer, Case, Evidence, History, Ranking, Rounded

Way = Literal["up", "down", "same"]
_Values = NDArray[np.float64]
EXPLAINS = 0.3
"""Likeness is said to go with confusion from this rank correlation on."""


@dataclass(frozen=True)
class Difference:
    """Two cases on the same images: how many only one of them has right, the p-value, and the corrected one."""

    first: Label
    second: Label
    only_first: int
    only_second: int
    raw: float
    p_value: float
    significant: bool


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
    first: Label
    second: Label
    gain: float
    gap_before: float
    gap_after: float
    accuracy: Way
    gap: Way
    significant: bool


def effect(kind: str, first: Case, second: Case, differences: Sequence[Difference], evidence: Evidence) -> Effect:
    """Return what the step from one case to another does; `differences` are those of all cases of the section."""
    before, after = (
        history.accuracy[-1] - history.val_accuracy[-1] for history in _histories((first, second), evidence)
    )
    gain = float(_right(second, evidence).mean() - _right(first, evidence).mean())
    told_apart = any(d.significant for d in differences if {d.first, d.second} == {first.title, second.title})
    return Effect(kind, first.title, second.title, gain, before, after, _way(gain), _way(after - before), told_apart)


def _way(change: float) -> Way:
    shown = round(change, 4)
    return "up" if shown > 0 else "down" if shown < 0 else "same"


def answers(prefix: str, cases: Sequence[Case], evidence: Evidence) -> Iterator[Answer]:
    """Derive the comparison of a section's cases."""
    compared = differences(cases, evidence)
    best = max(cases, key=lambda case: (_right(case, evidence).mean(), -case.experiment.model.parameters))
    told_apart = {
        {d.first: d.second, d.second: d.first}[best.title]
        for d in compared
        if d.significant and best.title in (d.first, d.second)
    }
    equals = [case for case in cases if case.title not in told_apart]
    chosen = min(equals, key=lambda case: (case.experiment.model.parameters, -_right(case, evidence).mean()))
    yield Answer(f"{prefix}.differences", compared)
    yield Answer(f"{prefix}.significant", sum(d.significant for d in compared), "count")
    yield Answer(f"{prefix}.tests", len(compared), "count")
    yield Answer(f"{prefix}.level", SIGNIFICANT, "value")
    if compared:
        yield Answer(f"{prefix}.clearest", min(compared, key=lambda item: item.raw), compare=Rounded(3))
    yield Answer(f"{prefix}.best.id", best.id)
    yield Answer(f"{prefix}.best.title", best.title)
    yield Answer(f"{prefix}.equals", tuple(case.title for case in equals if case is not best), compare=Ranking(True))
    yield Answer(f"{prefix}.chosen.id", chosen.id)
    yield Answer(f"{prefix}.chosen.title", chosen.title)
    yield from _confused(prefix, cases, evidence)


def _confused(prefix: str, cases: Sequence[Case], evidence: Evidence) -> Iterator[Answer]:
    """Sum the confusions over the cases and set the frequent pairs beside how alike the classes look."""
    dataset = evidence.dataset(cases[0])
    classes = dataset.info.classes
    counts = sum(
        (confusions.matrix(dataset.y_test, predictions(evidence.result(case).test), len(classes)) for case in cases),
        np.zeros((len(classes), len(classes)), np.int64),
    )
    alike = confusions.likenesses(dataset.x_train, dataset.y_train, classes)
    by_pair = {(item.first, item.second): item for item in alike}
    pairs = confusions.pairs(counts, classes)
    found = tuple(
        Confused(
            pair.first,
            pair.second,
            pair.count,
            by_pair[pair.first, pair.second].correlation,
            by_pair[pair.first, pair.second].rank,
        )
        for pair in pairs
    )
    yield Answer(f"{prefix}.confused", found, "images", Ranking())
    yield Answer(f"{prefix}.class_pairs", len(alike), "count")
    near = len(alike) // 3
    yield Answer(f"{prefix}.exceptions", tuple(pair for pair in found if pair.rank > near), compare=Ranking(True))
    yield Answer(f"{prefix}.alike.within", near, "count")
    yield Answer(f"{prefix}.alike.count", sum(pair.rank <= near for pair in found), "count")
    yield Answer(f"{prefix}.alike.of", len(found), "count")
    together = [(counts + counts.T)[classes.index(a.first), classes.index(a.second)] for a in alike]
    correlation = _spearman(np.array([a.correlation for a in alike]), np.array(together, np.float64))
    yield Answer(f"{prefix}.alike.spearman", correlation, "coefficient", Rounded(2))
    yield Answer(f"{prefix}.alike.verdict", "explains" if correlation > EXPLAINS else "explains_little")


def differences(cases: Sequence[Case], evidence: Evidence) -> tuple[Difference, ...]:
    """Compare every pair of cases by McNemar's exact test, Holm-corrected over all pairs."""
    compared = list(combinations(cases, 2))
    tests = [mcnemar(_right(a, evidence), _right(b, evidence)) for a, b in compared]
    adjusted = holm([p for _, _, p in tests])
    return tuple(
        Difference(a.title, b.title, only_a, only_b, raw, p, p < SIGNIFICANT)
        for (a, b), (only_a, only_b, raw), p in zip(compared, tests, adjusted, strict=True)
    )


def _histories(cases: Sequence[Case], evidence: Evidence) -> list[History]:
    return [evidence.result(case).history for case in cases]


def _right(case: Case, evidence: Evidence) -> Booleans:
    """Return which validation images a case has right, at the epoch that the protocol chooses."""
    result = evidence.result(case)
    chosen = result.validation_last if evidence.protocol == "course" else result.validation_best
    right: Booleans = predictions(chosen) == result.validation_labels
    return right


def _spearman(first: _Values, second: _Values) -> float:
    """Return the rank correlation, ties at their mean rank."""
    return float(np.corrcoef(_ranks(first), _ranks(second))[0, 1])


def _ranks(values: _Values) -> _Values:
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return np.asarray((ends - (counts - 1) / 2)[inverse], np.float64)
