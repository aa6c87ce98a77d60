"""Cases beside each other: which is best, which differences are more than chance, which to choose.

The choice is made on the validation set (in protocol `course` that is the test set). The rule: among the cases that
cannot be told from the best one (exact McNemar, Holm-corrected over all pairs, p >= 0.05), take the one with the fewest
weights, and of equals in weights the most accurate. It is the idea of the one-standard-error rule of Breiman et al.
(1984), with a paired test.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from reportgen.answers import curves
from reportgen.answers.metrics import SIGNIFICANT, Booleans, holm, mcnemar
from reportgen.errors import ModelError
from reportgen.losses import predictions
from reportgen.spec import Answer, Case, Evidence, Floats, Ranking, Rounded

UNDERFITS = 0.005
"""A network underfits that recognises fewer of its training images than the best one of the validation images, by so
much."""


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
class Paired:
    """A test of two cases on the same validation images.

    Attributes:
        first: one case.
        second: the other.
        only_first: images that only the first has right.
        only_second: images that only the second has right.
        raw: the p-value of the exact McNemar test.
        p_value: the same, Holm-corrected for the pairs that were tested together.
        better: the better case, if the difference is significant.
    """

    first: Case
    second: Case
    only_first: int
    only_second: int
    raw: float
    p_value: float
    better: Case | None


@dataclass(frozen=True)
class Choice:
    """What the rule makes of a section's cases: the best, those that cannot be told from it, the chosen one."""

    differences: tuple[Difference, ...]
    best: Case
    equals: tuple[Case, ...]
    chosen: Case


def answers(prefix: str, cases: Sequence[Case], evidence: Evidence) -> Iterator[Answer]:
    """Derive the comparison of a section's cases."""
    found = choice(cases, evidence)
    compared = found.differences
    yield Answer(f"{prefix}.differences", compared)
    yield Answer(f"{prefix}.significant", sum(bool(item.better) for item in compared), "count")
    yield Answer(f"{prefix}.tests", len(compared), "count")
    yield Answer(f"{prefix}.level", SIGNIFICANT, "value")
    yield Answer(f"{prefix}.clearest", min(compared, key=lambda item: item.raw, default=None), compare=Rounded(3))
    yield Answer(f"{prefix}.best", found.best.id)
    yield Answer(f"{prefix}.equals", tuple(case.id for case in found.equals), compare=Ranking(True))
    yield Answer(f"{prefix}.chosen", found.chosen.id)
    yield from _beside_the_best(prefix, found.best, [case for case in cases if case is not found.best], evidence)


def _beside_the_best(prefix: str, best: Case, others: Sequence[Case], evidence: Evidence) -> Iterator[Answer]:
    """Yield the cases that are exactly as accurate as the best one, and those that underfit beside it."""
    top = accuracy(best, evidence)
    yield Answer(f"{prefix}.ties", tuple(case.id for case in others if accuracy(case, evidence) == top))
    seen = {
        case.id: curves.training_accuracy(evidence.result(case).history, case.experiment.training.protocol)
        for case in others
    }
    yield Answer(f"{prefix}.underfit", tuple(name for name, share in seen.items() if share < top - UNDERFITS))


def choice(cases: Sequence[Case], evidence: Evidence) -> Choice:
    """Compare every pair of cases and apply the rule."""
    compared = differences(cases, evidence)
    best = max(cases, key=lambda case: (accuracy(case, evidence), -case.experiment.model.parameters))
    worse = {item.second if item.better == item.first else item.first for item in compared if item.better == best.id}
    equals = [case for case in cases if case.id not in worse]
    chosen = min(equals, key=lambda case: (case.experiment.model.parameters, -accuracy(case, evidence)))
    return Choice(compared, best, tuple(case for case in equals if case is not best), chosen)


def differences(cases: Sequence[Case], evidence: Evidence) -> tuple[Difference, ...]:
    """Compare every pair of cases by McNemar's exact test, Holm-corrected over all pairs."""
    return tuple(
        Difference(
            test.first.id, test.second.id, test.only_first, test.only_second, test.raw, test.p_value,
            test.better.id if test.better else "",
        )
        for test in tested(list(combinations(cases, 2)), evidence)
    )  # fmt: skip


def tested(pairs: Sequence[tuple[Case, Case]], evidence: Evidence) -> tuple[Paired, ...]:
    """Test pairs of cases image by image: exact McNemar, Holm-corrected over the pairs.

    Raises:
        ModelError: two cases have other validation images, so that nothing can be paired.
    """
    counts = [_discordant(first, second, evidence) for first, second in pairs]
    adjusted = holm([raw for _, _, raw in counts])
    found = []
    for (first, second), (only_first, only_second, raw), p in zip(pairs, counts, adjusted, strict=True):
        leader = first if only_first > only_second else second
        better = leader if p < SIGNIFICANT else None
        found.append(Paired(first, second, only_first, only_second, raw, p, better))
    return tuple(found)


def _discordant(first: Case, second: Case, evidence: Evidence) -> tuple[int, int, float]:
    ours, theirs = evidence.result(first), evidence.result(second)
    if not np.array_equal(ours.validation_labels, theirs.validation_labels):
        raise ModelError(f"{second.key}: its validation images are not those of {first.key}")
    return mcnemar(_right(first, evidence), _right(second, evidence))


def validated(case: Case, evidence: Evidence) -> Floats:
    """Return a case's probabilities on the validation set, at the epoch that the protocol chooses."""
    result = evidence.result(case)
    return result.validation_last if case.experiment.training.protocol == "course" else result.validation_best


def accuracy(case: Case, evidence: Evidence) -> float:
    """Return a case's accuracy on the validation set, at the epoch that the protocol chooses."""
    return float(_right(case, evidence).mean())


def _right(case: Case, evidence: Evidence) -> Booleans:
    """Return which validation images a case has right, at the epoch that the protocol chooses."""
    right: Booleans = predictions(validated(case, evidence)) == evidence.result(case).validation_labels
    return right
