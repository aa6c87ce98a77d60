"""Whether denoising helps a classifier: the same test images, noisy and denoised, compared one by one at each level.

McNemar's exact test at each level, Holm-corrected over all levels and all comparisons: that something helps or hurts
is a claim of this test.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from reportgen.answers.metrics import SIGNIFICANT, Booleans, holm, mcnemar, wilson
from reportgen.losses import confidence, predictions
from reportgen.spec import Floats, Labels

Verdict = Literal["better", "worse", "open"]


@dataclass(frozen=True)
class Recognised:
    """What a classifier recognises at a noise level: a share of the images, with Wilson's 95 % interval."""

    level: float
    correct: int
    accuracy: float
    low: float
    high: float


@dataclass(frozen=True)
class Compared:
    """Two versions of the same images at a noise level, judged by one classifier.

    Attributes:
        level: of the noise.
        gain: accuracy on the second version minus that on the first.
        only_first: images recognised in the first version alone.
        only_second: images recognised in the second version alone.
        raw: the p-value of the exact McNemar test.
        p_value: the same, Holm-corrected for all that was tested together.
        verdict: of the second version, beside the first.
    """

    level: float
    gain: float
    only_first: int
    only_second: int
    raw: float
    p_value: float
    verdict: Verdict


@dataclass(frozen=True)
class Blind:
    """What a classifier says of images that tell nothing.

    Attributes:
        name: the class that it says most often.
        share: of the images that it says so of.
        confidence: mean probability of the class that it says.
        chance: the accuracy of these predictions if images and classes were paired at random.
    """

    name: str
    share: float
    confidence: float
    chance: float


def right(outputs: Floats, labels: Labels) -> Booleans:
    """Return which images are recognised at each level, (levels, n), of outputs (levels, n, classes)."""
    return np.stack([predictions(row) == labels for row in outputs])


def recognised(levels: Sequence[float], known: Booleans) -> tuple[Recognised, ...]:
    """Return the accuracy at each level; `known` tells which images are recognised, (levels, n)."""
    counts = known.sum(axis=1).tolist()
    images = known.shape[1]
    return tuple(
        Recognised(level, count, count / images, *wilson(count, images))
        for level, count in zip(levels, counts, strict=True)
    )


Pair = tuple[str, str]


def compared(
    levels: Sequence[float], known: Mapping[str, Booleans], pairs: Sequence[Pair]
) -> Mapping[Pair, tuple[Compared, ...]]:
    """Compare pairs of versions at each level, all tests corrected together.

    Args:
        levels: of the noise.
        known: which images are recognised in each version, (levels, n).
        pairs: names of versions.
    """
    places = [(pair, place) for pair in pairs for place in range(len(levels))]
    tests = [mcnemar(known[first][place], known[second][place]) for (first, second), place in places]
    adjusted = holm([raw for _, _, raw in tests])
    found: dict[Pair, tuple[Compared, ...]] = dict.fromkeys(pairs, ())
    for (pair, place), (only_first, only_second, raw), p in zip(places, tests, adjusted, strict=True):
        gain = (only_second - only_first) / known[pair[0]].shape[1]
        verdict: Verdict = "open" if p >= SIGNIFICANT else "better" if gain > 0 else "worse"
        found[pair] += (Compared(levels[place], gain, only_first, only_second, raw, p, verdict),)
    return found


def fails(levels: Sequence[float], outputs: Floats, labels: Labels) -> float | None:
    """Return the lowest level at which the accuracy is no longer above chance, if there is one.

    It is not where Wilson's 95 % interval reaches down to what the same predictions would have by chance.

    Args:
        levels: in increasing order.
        outputs: of the classifier, (levels, n, classes), or (levels, n, 1) for two classes.
        labels: the classes of the images.
    """
    for at, row in zip(recognised(levels, right(outputs, labels)), outputs, strict=True):
        if at.low <= by_chance(predictions(row), labels):
            return at.level
    return None


def by_chance(predicted: Labels, labels: Labels) -> float:
    """Return the accuracy that predictions would have on average if they were dealt out to the images at random."""
    classes = 1 + int(max(predicted.max(), labels.max()))  # an output may stand for two of them
    said, true = (np.bincount(row, minlength=classes) / len(labels) for row in (predicted, labels))
    return float(said @ true)


def blind(outputs: Floats, labels: Labels, classes: Sequence[str]) -> Blind:
    """Return what a classifier says of images that tell nothing; `outputs` (n, classes)."""
    predicted = predictions(outputs)
    said = np.bincount(predicted, minlength=len(classes)) / len(labels)
    most, chance = int(said.argmax()), by_chance(predicted, labels)
    return Blind(classes[most], float(said[most]), float(confidence(outputs).mean()), chance)
