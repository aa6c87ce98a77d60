"""How well two classes are told apart at one threshold: four counts, and the measures that are made of them.

The positive class is the one of label 1: the ill. A measure without any image to be made of is 0, as in scikit-learn.

Sources: Brodersen et al., ICPR (2010) 3121 for balanced accuracy; Hand, Christen and Kirielle, Machine Learning 110
(2021) 451 for F1 as a function of a proportion; Zou and Donner, Stat. Med. 27 (2008) 1693 for the interval of a mean
of two proportions.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import comb, hypot

import numpy as np
from numpy.typing import NDArray

from reportgen.answers.binomial import clopper_pearson
from reportgen.answers.metrics import difference, wilson
from reportgen.arithmetic import Expression, Product, Quotient, Sum, value
from reportgen.spec import Answer, Floats, Interval, Labels, Step

Scores = NDArray[np.float64]
Bounds = tuple[float, float]
MEASURES = ("accuracy", "balanced_accuracy", "precision", "recall", "specificity", "f1")


@dataclass(frozen=True)
class Counts:
    """Decisions on images: the ill who are found and missed, the healthy who are alarmed and left in peace."""

    true_positives: int
    false_negatives: int
    false_positives: int
    true_negatives: int

    @property
    def positives(self) -> int:
        """How many are ill."""
        return self.true_positives + self.false_negatives

    @property
    def negatives(self) -> int:
        """How many are healthy."""
        return self.false_positives + self.true_negatives

    @property
    def images(self) -> int:
        """How many there are."""
        return self.positives + self.negatives

    @property
    def correct(self) -> int:
        """How many decisions are right."""
        return self.true_positives + self.true_negatives

    @property
    def proportions(self) -> Mapping[str, tuple[int, int]]:
        """Successes and trials of the measures that are proportions, and of the one that F1 is made of."""
        found = self.true_positives
        return {
            "accuracy": (self.correct, self.images),
            "precision": (found, found + self.false_positives),
            "recall": (found, self.positives),
            "specificity": (self.true_negatives, self.negatives),
            "overlap": (found, self.positives + self.false_positives),
        }


def scores(probabilities: Floats) -> Scores:
    """Return the probability of the class 1, float64 (n,), of one output or of two."""
    return probabilities[:, -1].astype(np.float64)


def counts(probabilities: Scores, labels: Labels, threshold: float = 0.5) -> Counts:
    """Return the counts, images above the threshold being called ill."""
    called, ill = probabilities > threshold, labels == 1
    pairs = ((called & ill), (~called & ill), (called & ~ill), (~called & ~ill))
    return Counts(*(int(pair.sum()) for pair in pairs))


def everyone(labels: Labels) -> Counts:
    """Return the counts of the rule that calls everyone ill."""
    return counts(np.ones(len(labels)), labels)


def measures(found: Counts) -> Mapping[str, Expression]:
    """Return each measure as the computation that it comes from."""
    shares: dict[str, Expression] = {
        name: Quotient(_trials(found, name)[0], _trials(found, name)[1])
        for name in ("accuracy", "precision", "recall", "specificity")
        if found.proportions[name][1]
    }
    rates = Sum((value(shares.get("recall", 0)), value(shares.get("specificity", 0))))
    twice = Product((2, found.true_positives))
    wrong = (found.false_positives, found.false_negatives)
    known = {**shares, "balanced_accuracy": Quotient(rates, 2)}
    if found.true_positives or any(wrong):
        known["f1"] = Quotient(twice, Sum((twice, *wrong)))
    return {name: known.get(name, 0.0) for name in MEASURES}


def _trials(found: Counts, name: str) -> tuple[Expression, Expression]:
    """Return successes and trials of a proportion, the trials as the sum that they are."""
    successes, trials = found.proportions[name]
    rest = trials - successes
    return successes, trials if name == "accuracy" else Sum((successes, rest))


def intervals(found: Counts) -> Mapping[str, Bounds]:
    """Return the 95 % interval of each measure: exact, but for balanced accuracy, whose interval is approximate."""
    return _of_measures(found, {name: clopper_pearson(*pair) for name, pair in found.proportions.items()})


def differences(found: Counts) -> Mapping[str, Bounds]:
    """Return where each measure of another run may lie, at 95 %; see `metrics.difference`."""
    pairs = found.proportions.items()
    return _of_measures(found, {name: difference(k / n, n) if n else (0.0, 1.0) for name, (k, n) in pairs})


def _of_measures(found: Counts, proportions: dict[str, Bounds]) -> Mapping[str, Bounds]:
    """Return the interval of each measure from those of the proportions.

    F1 is an increasing function of the share of those ill or called ill who are both, `2 J / (1 + J)`.
    """
    low, high = (2 * bound / (1 + bound) for bound in proportions["overlap"])
    balanced = _mean_of_two(found, proportions["recall"], proportions["specificity"])
    known = {**proportions, "f1": (low, high), "balanced_accuracy": balanced}
    return {name: known[name] for name in MEASURES}


def _mean_of_two(found: Counts, recall: Bounds, specificity: Bounds) -> Bounds:
    """Return the interval of the mean of two proportions from those of the two (Zou and Donner)."""
    shares = measures(found)
    pairs = [(value(shares[name]), bounds) for name, bounds in (("recall", recall), ("specificity", specificity))]
    centre = value(shares["balanced_accuracy"])
    down, up = (hypot(*(share - bounds[end] for share, bounds in pairs)) / 2 for end in (0, 1))
    return max(0.0, centre - down), min(1.0, centre + up)


def answers(prefix: str, found: Counts) -> Iterator[Answer]:
    """Derive counts, measures and their intervals."""
    yield Answer(f"{prefix}.images", found.images, "images")
    yield Answer(f"{prefix}.positives", found.positives, "images")
    yield Answer(f"{prefix}.negatives", found.negatives, "images")
    yield Answer(f"{prefix}.correct", found.correct, "images")
    for name in ("true_positives", "false_negatives", "false_positives", "true_negatives"):
        yield Answer(f"{prefix}.{name}", getattr(found, name), "images")
    exact, other = intervals(found), differences(found)
    for name, expression in measures(found).items():
        share = float(value(expression))
        steps = (Step(name, expression, share),) if isinstance(expression, Quotient) else ()
        yield Answer(f"{prefix}.{name}", share, "share", Interval(*other[name], "difference_95"), steps)
        yield Answer(f"{prefix}.exact.{name}", exact[name], "share")
    yield Answer(f"{prefix}.wilson", wilson(found.correct, found.images), "share")


def at_least(found: Counts, recall: float, specificity: float) -> float:
    """Return how probable so many right decisions, or more, are on other images, if these are the true rates.

    Args:
        found: the decisions on the few images.
        recall: the probability that an ill one is found.
        specificity: the probability that a healthy one is left in peace.
    """
    ill, healthy = _binomial(found.positives, recall), _binomial(found.negatives, specificity)
    return min(1.0, float(np.convolve(ill, healthy)[found.correct :].sum()))


def _binomial(trials: int, p: float) -> NDArray[np.float64]:
    return np.array([comb(trials, k) * p**k * (1 - p) ** (trials - k) for k in range(trials + 1)])
