"""How well scores rank the ill above the healthy, whatever the threshold: ROC and precision-recall curves.

Sources: Fawcett, Pattern Recognition Letters 27 (2006) 861; Hanley and McNeil, Radiology 143 (1982) 29 for the
standard error of the area; Newcombe, Stat. Med. 25 (2006) 559, method 5, for its interval.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from reportgen.answers.binary import Bounds, Scores
from reportgen.answers.metrics import Z_95
from reportgen.spec import Answer, Interval, Labels, Rounded

Shares = NDArray[np.float64]
HALVINGS = 60
"""Of an interval of length 1: to the last bit."""


@dataclass(frozen=True, eq=False)
class Sweep:
    """What each threshold does, from the one above all scores to the one below all.

    Attributes:
        thresholds: halfway between neighbouring scores, float64 (t,), decreasing; who has more is called ill.
        true_positives: ill images above each, int64 (t,).
        false_positives: healthy images above each, int64 (t,).
        positives: how many are ill.
        negatives: how many are healthy.
    """

    thresholds: Scores
    true_positives: NDArray[np.int64]
    false_positives: NDArray[np.int64]
    positives: int
    negatives: int

    @property
    def recall(self) -> Shares:
        """The share of the ill above each threshold."""
        return self.true_positives / self.positives

    @property
    def fallout(self) -> Shares:
        """The share of the healthy above each threshold: 1 - specificity."""
        return self.false_positives / self.negatives

    @property
    def precision(self) -> Shares:
        """The share of the ill among those above each threshold; 1 where nobody is above."""
        called = self.true_positives + self.false_positives
        return np.where(called > 0, self.true_positives / np.maximum(1, called), 1.0)


def sweep(scores: Scores, labels: Labels) -> Sweep:
    """Try every threshold that makes a difference, on scores in [0, 1] of images of both classes."""
    distinct, places = np.unique(scores, return_inverse=True)
    ill, healthy = (np.bincount(places, labels == k, len(distinct))[::-1].astype(np.int64) for k in (1, 0))
    below = distinct[0] / 2 if distinct[0] > 0 else -1.0  # a probability of 0 is above -1
    between = (distinct[1:] + distinct[:-1]) / 2
    return Sweep(
        thresholds=np.concatenate([[1.0], between[::-1], [below]]),
        true_positives=np.concatenate([[0], np.cumsum(ill)]),
        false_positives=np.concatenate([[0], np.cumsum(healthy)]),
        positives=int(ill.sum()),
        negatives=int(healthy.sum()),
    )


def area(found: Sweep) -> float:
    """Return the area under the ROC curve: how probable it is that an ill image ranks above a healthy one."""
    return float(np.trapezoid(found.recall, found.fallout))


def average_precision(found: Sweep) -> float:
    """Return the mean precision over the recall, each step of which counts with the precision at its end."""
    return float(np.sum(np.diff(found.recall) * found.precision[1:]))


def interval(area: float, positives: int, negatives: int) -> Bounds:
    """Return Newcombe's 95 % score interval of an area under the ROC curve: those within 1.96 of their standard errors.

    Like Wilson's, it stays inside [0, 1] and has a width where every ill image ranks above every healthy one.
    """
    return _end(area, 0.0, positives, negatives), _end(area, 1.0, positives, negatives)


def _end(area: float, outside: float, positives: int, negatives: int) -> float:
    """Return the end of the interval between the area and 0 or 1, by bisection."""
    inside = area
    for _ in range(HALVINGS):
        middle = (inside + outside) / 2
        if abs(middle - area) <= Z_95 * standard_error(middle, positives, negatives):
            inside = middle
        else:
            outside = middle
    return inside


def standard_error(area: float, positives: int, negatives: int) -> float:
    """Return the standard error of the area by Hanley and McNeil, with Newcombe's mean of the two numbers."""
    others = (positives + negatives) / 2 - 1
    factor = 1 + others * ((1 - area) / (2 - area) + area / (1 + area))
    return sqrt(area * (1 - area) * factor / (positives * negatives))


def answers(prefix: str, scores: Scores, labels: Labels) -> Iterator[Answer]:
    """Derive the areas under both curves, the interval of the first, and what chance gives for the second."""
    found = sweep(scores, labels)
    auc = area(found)
    low, high = interval(auc, found.positives, found.negatives)
    other = Interval(max(0.0, auc - sqrt(2) * (auc - low)), min(1.0, auc + sqrt(2) * (high - auc)), "difference_95")
    yield Answer(f"{prefix}.auc", auc, "probability", other)
    yield Answer(f"{prefix}.auc_interval", (low, high), "probability")
    yield Answer(f"{prefix}.average_precision", average_precision(found), "probability", Rounded(2))
    yield Answer(f"{prefix}.prevalence", found.positives / (found.positives + found.negatives), "share")
