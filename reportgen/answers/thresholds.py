"""Above which probability a patient is called ill, if a miss costs more than a false alarm.

The threshold of the lowest cost on held-out images is chosen, the lowest of equal ones: it misses fewest. The images
that judge it, those of the test set, have no say. For calibrated probabilities it would be 1 / (1 + c), where a miss
costs as much as c false alarms (Elkan, IJCAI (2001) 973).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from reportgen.answers import binary, roc
from reportgen.answers.binary import Bounds, Counts, Scores
from reportgen.answers.metrics import mcnemar
from reportgen.arithmetic import Quotient, Sum, value
from reportgen.spec import Answer, Labels, Rounded, computed

USUAL = 0.5
"""The threshold that nobody has to choose."""
FALLS = 0.03
"""Balanced accuracy is visibly lower from three percentage points on."""


@dataclass(frozen=True, eq=False)
class Judged:
    """What a network gives to the images of a set, and what is true of them."""

    scores: Scores
    labels: Labels

    def at(self, threshold: float) -> Counts:
        """Return the counts at a threshold."""
        return binary.counts(self.scores, self.labels, threshold)


@dataclass(frozen=True)
class Tradeoff:
    """What one price of a miss makes of the threshold.

    Attributes:
        price: false alarms that cost as much as a miss.
        threshold: the one of the lowest cost on the held-out images.
        chosen: its counts on the held-out images.
        test: its counts on the test set.
        usual: the cost of the threshold 0.5 on the test set, in false alarms.
        cost: the cost of the chosen threshold there.
        hindsight: the lowest cost that any threshold has there.
        everyone: the cost there of calling everyone ill.
    """

    price: float
    threshold: float
    chosen: Counts
    test: Counts
    usual: float
    cost: float
    hindsight: float
    everyone: float


def cost(found: Counts, price: float) -> float:
    """Return the cost of the wrong decisions, in false alarms."""
    return price * found.false_negatives + found.false_positives


def best(judged: Judged, price: float) -> float:
    """Return the threshold of the lowest cost, the lowest of equal ones."""
    swept = roc.sweep(judged.scores, judged.labels)
    costs = price * (swept.positives - swept.true_positives) + swept.false_positives
    return float(swept.thresholds[np.flatnonzero(costs == costs.min())[-1]])


def balanced(judged: Judged) -> float:
    """Return the threshold of the highest balanced accuracy, which is that of Youden's index, the lowest of equals."""
    swept = roc.sweep(judged.scores, judged.labels)
    index = swept.recall - swept.fallout
    return float(swept.thresholds[np.flatnonzero(index == index.max())[-1]])


def tradeoff(held_out: Judged, test: Judged, price: float) -> Tradeoff:
    """Choose a threshold on the held-out images and judge it on the test set."""
    threshold = best(held_out, price)
    return Tradeoff(
        price,
        threshold,
        held_out.at(threshold),
        test.at(threshold),
        usual=cost(test.at(USUAL), price),
        cost=cost(test.at(threshold), price),
        hindsight=cost(test.at(best(test, price)), price),
        everyone=cost(binary.everyone(test.labels), price),
    )


def answers(prefix: str, held_out: Judged, test: Judged, price: float, prices: Sequence[float]) -> Iterator[Answer]:
    """Derive the threshold, what it does on both sets, what it changes image by image, and that of other prices."""
    chosen = tradeoff(held_out, test, price)
    yield Answer(f"{prefix}.price", price, "value")
    yield Answer(f"{prefix}.chosen", chosen.threshold, "probability", Rounded(2))
    yield computed(f"{prefix}.ideal", "ideal", Quotient(1, Sum((1, price))), "probability", Rounded(2))
    for name, judged in (("held_out", held_out), ("test", test)):
        yield from binary.answers(f"{prefix}.{name}.before", judged.at(USUAL))
        yield from binary.answers(f"{prefix}.{name}.after", judged.at(chosen.threshold))
        yield from roc.answers(f"{prefix}.{name}", judged.scores, judged.labels)
        yield from _spread(f"{prefix}.{name}", judged)
    yield from _moved(f"{prefix}.moved", test, chosen)
    yield from _shift(f"{prefix}.shift", held_out, test)
    yield Answer(f"{prefix}.tradeoffs", tuple(tradeoff(held_out, test, item) for item in prices))


def _spread(prefix: str, judged: Judged) -> Iterator[Answer]:
    """Yield the median probability of the healthy and of the ill: where a threshold has to go between."""
    for name, label in (("healthy", 0), ("ill", 1)):
        median = float(np.median(judged.scores[judged.labels == label]))
        yield Answer(f"{prefix}.median.{name}", median, "probability", Rounded(2))


def _shift(prefix: str, held_out: Judged, test: Judged) -> Iterator[Answer]:
    """Yield what differs between the sets at 0.5, and how much of it another threshold could bring back."""
    here, there = binary.intervals(held_out.at(USUAL)), binary.intervals(test.at(USUAL))
    for name in ("accuracy", "recall", "specificity"):
        yield Answer(f"{prefix}.{name}", _side(here[name], there[name]))
    chosen, usual, ideal = (
        float(value(binary.measures(found)["balanced_accuracy"]))
        for found in (held_out.at(USUAL), test.at(USUAL), test.at(balanced(test)))
    )
    yield Answer(f"{prefix}.fall", chosen - usual, "share", Rounded(3))
    yield Answer(f"{prefix}.back", ideal - usual, "share", Rounded(3))
    yield Answer(f"{prefix}.verdict", "none" if chosen - usual < FALLS else _cause(chosen - usual, ideal - usual))
    yield from binary.answers(f"{prefix}.hindsight", test.at(balanced(test)))
    yield Answer(f"{prefix}.hindsight.threshold", balanced(test), "probability", Rounded(2))


def _cause(fall: float, back: float) -> str:
    """Return what most of a fall is due to: the threshold, as far as another one brings it back, or the ranking."""
    return "threshold" if back > fall / 2 else "ranking"


def _side(here: Bounds, there: Bounds) -> str:
    """Return where the second of two intervals lies that do not overlap; else `same`."""
    return "lower" if there[1] < here[0] else "higher" if there[0] > here[1] else "same"


def _moved(prefix: str, test: Judged, chosen: Tradeoff) -> Iterator[Answer]:
    """Yield how many test images the threshold decides otherwise than 0.5 does, and whether accuracy changes."""
    before, after = ((test.scores > threshold) == (test.labels == 1) for threshold in (USUAL, chosen.threshold))
    lost, won, p_value = mcnemar(before, after)
    ill = test.labels == 1
    usual = test.at(USUAL)
    yield Answer(f"{prefix}.lost", lost, "images")
    yield Answer(f"{prefix}.won", won, "images")
    yield Answer(f"{prefix}.ill", int((before != after)[ill].sum()), "images")
    yield Answer(f"{prefix}.healthy", int((before != after)[~ill].sum()), "images")
    yield Answer(f"{prefix}.p", p_value, "p_value", Rounded(3))
    yield Answer(f"{prefix}.cost_before", cost(usual, chosen.price), "value")
    yield Answer(f"{prefix}.cost_after", chosen.cost, "value")
    yield Answer(f"{prefix}.cost_hindsight", chosen.hindsight, "value")
    yield Answer(f"{prefix}.cost_everyone", chosen.everyone, "value")
