r"""How to read a cross-entropy: what probabilities cost, who pays, and why its gradient suits softmax.

With p = softmax(z) and a one-hot target y, the cross-entropy L = -ln p_c has the gradient p_k - y_k by the score z_k;
the squared error E = \sum_k (p_k - y_k)^2 has 2 p_k ((p_k - y_k) - \sum_j p_j (p_j - y_j)), which vanishes where the
network is sure and wrong: every factor p_k (1 - p_k) does.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportgen.answers.metrics import Booleans, mean_and_error
from reportgen.losses import categorical_crossentropy, predictions
from reportgen.plots import Label, Line, Panel
from reportgen.spec import Answer, Floats, Labels, Rounded

LEVELS = (0.99, 0.9, 0.5, 0.1, 0.01)
"""Probabilities of the right class between which images are counted."""
WORST = 10
_CURVE = 100

Floats64 = NDArray[np.float64]


@dataclass(frozen=True)
class Cost:
    """What an image costs; `sense` is the key of what the probability means."""

    probability: float
    loss: float
    sense: str


@dataclass(frozen=True)
class Band:
    """The images whose right class has a probability above `low`, up to `high`.

    Attributes:
        low: the lower end.
        high: the upper end.
        images: how many.
        share: of all images.
        right: how many of them are recognised.
        loss_share: what they make of the sum of the losses.
    """

    low: float
    high: float
    images: int
    share: float
    right: int
    loss_share: float


@dataclass(frozen=True)
class Pull:
    """The gradients of two losses by the score of one class."""

    name: str
    target: int
    probability: float
    cross_entropy: float
    squared_error: float


def answers(prefix: str, p: Floats, labels: Labels, classes: Sequence[str]) -> Iterator[Answer]:
    """Derive the mean loss and how it reads as a probability, who pays for it, and the image that pays most.

    Args:
        prefix: of the ids.
        p: probabilities of the test images (n, classes).
        labels: the right classes.
        classes: their names.
    """
    losses, right = categorical_crossentropy(p, labels), predictions(p) == labels
    mean, error = mean_and_error(losses)
    yield Answer(f"{prefix}.images", len(labels), "images")
    yield Answer(f"{prefix}.mean", mean, "loss", Rounded(2))
    yield Answer(f"{prefix}.error", error, "loss", Rounded(3))
    yield Answer(f"{prefix}.geometric", float(np.exp(-mean)), "probability", Rounded(2))
    yield Answer(f"{prefix}.arithmetic", float(np.exp(-losses).mean()), "probability", Rounded(2))
    yield Answer(f"{prefix}.accuracy", float(right.mean()), "accuracy", Rounded(4))
    yield Answer(f"{prefix}.bands", bands(losses, right), compare=Rounded(3))
    few, most = min(WORST, len(labels)), half(losses)
    yield Answer(f"{prefix}.few", few, "images")
    yield Answer(f"{prefix}.few_share", few / len(labels), "share")
    yield Answer(f"{prefix}.few_carry", carried(losses, few), "share", Rounded(3))
    yield Answer(f"{prefix}.half", most, "images")
    yield Answer(f"{prefix}.half_share", most / len(labels), "share")
    yield from _worst(f"{prefix}.worst", losses, p, labels, classes)


def _worst(prefix: str, losses: Floats64, p: Floats, labels: Labels, classes: Sequence[str]) -> Iterator[Answer]:
    """Yield the image of the largest loss, and what two losses would ask of its scores."""
    image = int(losses.argmax())
    label, own, loss = int(labels[image]), p[image].astype(np.float64), float(losses[image])
    yield Answer(f"{prefix}.image", image, "count")
    yield Answer(f"{prefix}.label", classes[label])
    yield Answer(f"{prefix}.predicted", classes[int(own.argmax())])
    yield Answer(f"{prefix}.predicted_probability", float(own.max()), "probability", Rounded(4))
    yield Answer(f"{prefix}.probability", float(np.exp(-loss)), "probability", Rounded(4))
    yield Answer(f"{prefix}.loss", loss, "loss", Rounded(2))
    yield Answer(f"{prefix}.times", loss / float(losses.mean()), "ratio", Rounded(0))
    found = pulls(own, label, classes)
    yield Answer(f"{prefix}.pulls", found, compare=Rounded(4))
    weaker = found[0].cross_entropy / found[0].squared_error if found[0].squared_error else 0.0
    yield Answer(f"{prefix}.weaker", weaker, "ratio", Rounded(0))


def dearest() -> float:
    """Return the largest loss of an image: Keras clips probabilities before the logarithm."""
    return float(categorical_crossentropy(np.array([[0.0, 1.0]]), np.array([0]))[0])


def costs(classes: int) -> tuple[Cost, ...]:
    """Return what some probabilities of the right class cost, the cheapest first."""
    found = {1.0: "sure", 0.9: "", 0.5: "two", 0.01: "", 1 / classes: "guess"}
    usual = [Cost(p, float(-np.log(p)) + 0.0, sense) for p, sense in found.items()]
    return (*sorted(usual, key=lambda cost: cost.loss), Cost(float(np.exp(-dearest())), dearest(), "clipped"))


def bands(losses: Floats64, right: Booleans) -> tuple[Band, ...]:
    """Return how many images have which probability of the right class, and what they make of the loss."""
    p, total = np.exp(-losses), float(losses.sum())
    found = []
    for high, low in zip((1.0, *LEVELS), (*LEVELS, 0.0), strict=True):
        inside = (p <= high) & ((p > low) if low else (p >= low))
        share = float(losses[inside].sum()) / total if total else 0.0
        found.append(Band(low, high, int(inside.sum()), float(inside.mean()), int(right[inside].sum()), share))
    return tuple(found)


def carried(losses: Floats64, images: int) -> float:
    """Return the share of the sum of all losses that the worst images carry."""
    total = float(losses.sum())
    return float(np.sort(losses)[::-1][:images].sum()) / total if total else 0.0


def half(losses: Floats64) -> int:
    """Return how many images, the worst first, carry half of the sum of the losses."""
    together = np.cumsum(np.sort(losses)[::-1])
    return int(np.searchsorted(together, together[-1] / 2)) + 1


def by_cross_entropy(p: Floats64, target: Floats64) -> Floats64:
    """Return the gradient of the cross-entropy by the scores (classes,)."""
    return p - target


def by_squared_error(p: Floats64, target: Floats64) -> Floats64:
    """Return the gradient of the squared error by the scores (classes,)."""
    error = p - target
    return np.asarray(2 * p * (error - (p * error).sum()), np.float64)


def pulls(p: Floats64, label: int, classes: Sequence[str]) -> tuple[Pull, ...]:
    """Return what both losses ask of the scores of the right class and of the likeliest other one."""
    target = np.eye(len(p))[label]
    other = int(np.argmax(np.where(target == 1, -1, p)))
    entropy, squared = by_cross_entropy(p, target), by_squared_error(p, target)
    return tuple(
        Pull(classes[k], int(k == label), float(p[k]), float(entropy[k]), float(squared[k])) for k in (label, other)
    )


def panels(losses: Floats64, marked: Sequence[tuple[str, int]]) -> Iterator[Panel]:
    """Draw the loss against the probability of the right class with some images, and what the worst images carry."""
    least = float(np.exp(-max(dearest() / 4, losses.max())))
    p = np.geomspace(least, 1, _CURVE)
    dots = (
        Line(Label(f"plot.network.{name}"), (float(np.exp(-losses[i])),), (float(losses[i]),)) for name, i in marked
    )
    curve = Line(Label("plot.network.minus_log"), tuple(map(float, p)), tuple(map(float, -np.log(p))))
    yield Panel(Label("plot.network.right_probability"), Label("plot.network.loss_of_image"), (curve, *dots))
    together = np.concatenate([[0.0], np.cumsum(np.sort(losses)[::-1])]) / max(float(losses.sum()), 1e-300)
    steps = np.unique(np.linspace(0, len(losses), 2 * _CURVE + 1).round().astype(int))
    share = Line(
        Label("plot.network.loss_carried"), tuple(map(float, steps / len(losses))), tuple(map(float, together[steps]))
    )
    yield Panel(Label("plot.network.worst_images"), Label("plot.network.share_of_loss"), (share,))
