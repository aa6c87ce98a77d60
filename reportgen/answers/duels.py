"""Two networks on the same images, changed or learned from in several ways: accuracies, intervals, a paired test."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from reportgen.answers.metrics import SIGNIFICANT, holm, mcnemar, wilson
from reportgen.losses import predictions
from reportgen.plots import Figure, Label, Point, Points
from reportgen.spec import Floats, Labels

Hits = NDArray[np.float64]
"""For each image the share of the questions about it that a network answers right: 0 or 1 for a single one."""
Side = Literal["first", "second", ""]


@dataclass(frozen=True)
class Rate:
    """An accuracy with its 95 % interval.

    Attributes:
        share: right answers of all.
        low: lower end of Wilson's interval for as many images. Several questions about one image go together: their
            mean varies no more than a single one, so that the interval is at worst too wide.
        high: its upper end.
    """

    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Duel:
    """Two networks, judged by the same images.

    Attributes:
        at: what sets this comparison apart from those beside it: pixels, a size, a number of images.
        first: the accuracy of the first network.
        second: that of the second.
        gain: the first one's minus the second one's.
        only_first: images that the first answers right more often; of single questions, that only the first has right.
        only_second: the other way round.
        p_value: exact McNemar (a sign test of the images, if there are several questions), Holm-corrected.
        better: who is, if the difference is significant.
    """

    at: float
    first: Rate
    second: Rate
    gain: float
    only_first: int
    only_second: int
    p_value: float
    better: Side


def hits(outputs: Floats, labels: Labels) -> Hits:
    """Return for each image the share of right answers.

    Args:
        outputs: probabilities (questions, n, classes).
        labels: the classes (n,).
    """
    return np.asarray(np.mean([predictions(one) == labels for one in outputs], axis=0), np.float64)


def rate(found: Hits) -> Rate:
    """Return the accuracy with its interval."""
    share = float(found.mean())
    return Rate(share, *wilson(share * len(found), len(found)))


def duels(at: Sequence[float], found: Sequence[tuple[Hits, Hits]]) -> tuple[Duel, ...]:
    """Compare two networks in several ways, with Holm's correction over them.

    Args:
        at: what sets each comparison apart.
        found: the hits of the first and of the second network, on the same images.
    """
    tests = [mcnemar(first > second, second > first) for first, second in found]
    adjusted = holm([raw for _, _, raw in tests])
    return tuple(
        _duel(place, pair, test[:2], p) for place, pair, test, p in zip(at, found, tests, adjusted, strict=True)
    )


def _duel(at: float, pair: tuple[Hits, Hits], only: tuple[int, int], p_value: float) -> Duel:
    first, second = map(rate, pair)
    leader: Side = "first" if only[0] > only[1] else "second"
    return Duel(at, first, second, first.share - second.share, *only, p_value, leader if p_value < SIGNIFICANT else "")


def figure(id: str, x_label: Label, rows: Sequence[Duel]) -> Figure:  # noqa: A002
    """Plot both accuracies with their intervals; the first network is called convolutional, the second dense."""
    points = [
        Point("", row.at, one.share, one.low, one.high, Label(f"plot.{name}"))
        for name in ("convolutional", "dense")
        for row in rows
        for one in [row.first if name == "convolutional" else row.second]
    ]
    return Figure(id, Points(x_label, Label("plot.accuracy"), tuple(points), percent=True, joined=True))
