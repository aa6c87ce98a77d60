"""How well scores rank the ill above the healthy, whatever the threshold: ROC and precision-recall curves.

Sources: Fawcett, Pattern Recognition Letters 27 (2006) 861; DeLong, DeLong and Clarke-Pearson, Biometrics 44 (1988)
837 for the standard error of the area.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from reportgen.answers.binary import Scores, around
from reportgen.spec import Answer, Interval, Labels, Rounded

Shares = NDArray[np.float64]


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


def standard_error(scores: Scores, labels: Labels) -> float:
    """Return DeLong's standard error of the area under the ROC curve; at least two images of each class.

    Each ill image has the share of healthy ones that it ranks above, each healthy one the share of ill ones above it;
    the variance of the area is that of these shares, each divided by its number.
    """
    ill, healthy = scores[labels == 1], scores[labels == 0]
    above = (ill[:, None] > healthy) + 0.5 * (ill[:, None] == healthy)
    by_ill, by_healthy = above.mean(axis=1), above.mean(axis=0)
    return sqrt(by_ill.var(ddof=1) / len(ill) + by_healthy.var(ddof=1) / len(healthy))


def answers(prefix: str, scores: Scores, labels: Labels) -> Iterator[Answer]:
    """Derive the areas under both curves, the interval of the first, and what chance gives for the second."""
    found, error = sweep(scores, labels), standard_error(scores, labels)
    auc = area(found)
    other = Interval(*around(auc, sqrt(2) * error), "difference_95")
    yield Answer(f"{prefix}.auc", auc, "probability", other)
    yield Answer(f"{prefix}.auc_interval", around(auc, error), "probability")
    yield Answer(f"{prefix}.average_precision", average_precision(found), "probability", Rounded(2))
    yield Answer(f"{prefix}.prevalence", found.positives / (found.positives + found.negatives), "share")
