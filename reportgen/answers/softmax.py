r"""Softmax: what it makes of the scores of real images, what leaves it unchanged and what does not.

\[ p_k = e^{z_k} / \sum_j e^{z_j} \]
A constant added to all scores cancels; a factor does not: it raises the ratios of the probabilities to that power.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

import numpy as np
from numpy.typing import NDArray

from reportgen.answers import forward
from reportgen.losses import categorical_crossentropy, predictions
from reportgen.model import Dense, ModelSpec
from reportgen.plots import BarPanel, Bars, Label
from reportgen.spec import Answer, Floats, Labels, Rounded

SHIFT = 100.0
"""What is added to all scores to show that nothing changes; in float32, the exponential of so much is infinite."""
FACTORS = (0.5, 1.0, 2.0)
DOUBTFUL = 0.6
"""The doubtful image is the one whose largest probability is nearest to this."""

Floats64 = NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """A class of one image: its score, its probability, and the same after the scores were changed."""

    name: str
    score: float
    probability: float
    shifted: float
    doubled: float
    halved: float


@dataclass(frozen=True)
class Example:
    """What a network says of one image.

    Attributes:
        image: number in the test set, from 0.
        label: the right class.
        predicted: the likeliest one.
        second: the next one.
        probability: of the likeliest.
        second_probability: of the next one.
        lead: score of the likeliest minus that of the next one.
        doubled: probability of the likeliest, if all scores are doubled.
        halved: the same, if they are halved.
        rows: class by class.
    """

    image: int
    label: str
    predicted: str
    second: str
    probability: float
    second_probability: float
    lead: float
    doubled: float
    halved: float
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Scaled:
    """All test images with their scores times a factor: the accuracy stays, the mean loss does not."""

    factor: float
    accuracy: float
    loss: float


def answers(prefix: str, found: Floats, p: Floats, labels: Labels, classes: Sequence[str]) -> Iterator[Answer]:
    """Derive two images with their scores and probabilities, what a factor changes, how exact the sums are.

    Args:
        prefix: of the ids.
        found: scores of the test images (n, classes).
        p: their probabilities, as the network gave them.
        labels: the right classes.
        classes: their names.
    """
    yield Answer(f"{prefix}.surest", example(found, surest(found), labels, classes), compare=Rounded(3))
    yield Answer(f"{prefix}.doubtful", example(found, doubtful(found), labels, classes), compare=Rounded(3))
    yield Answer(f"{prefix}.target", DOUBTFUL, "probability")
    yield Answer(f"{prefix}.shift", SHIFT, "value")
    yield Answer(f"{prefix}.per_point", float(np.e), "ratio", Rounded(2))
    yield Answer(f"{prefix}.overflow", float(np.log(np.finfo(np.float32).max)), "value", Rounded(1))
    yield Answer(f"{prefix}.deviation", float(np.abs(p.sum(axis=1, dtype=np.float64) - 1).max()), "value")
    yield Answer(f"{prefix}.scaled", scaled(found, labels), compare=Rounded(4))


def scores(model: ModelSpec, weights: forward.Weights, given: forward.Outputs) -> Floats:
    """Return what a last dense layer gives before its activation (n, classes).

    Args:
        model: the network.
        weights: arrays by `layer/variable`.
        given: outputs of its layers that are known, the input's at least; the last one's is not read.
    """
    *layers, last = model.layers
    linear = ModelSpec((*layers, replace(cast(Dense, last), activation="linear")))
    before = {name: values for name, values in given.items() if name != last.name}
    return forward.outputs(linear, weights, before)[last.name]


def softmax(values: NDArray[np.floating]) -> Floats64:
    """Return the probabilities of rows of scores; the largest score is subtracted first, or `exp` could overflow."""
    raised = np.exp(values.astype(np.float64) - values.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), np.float64)


def surest(found: Floats) -> int:
    """Return the image whose largest score leads by most."""
    return int(_leads(found).argmax())


def doubtful(found: Floats) -> int:
    """Return the image whose largest probability is nearest to `DOUBTFUL`."""
    return int(np.abs(softmax(found).max(axis=1) - DOUBTFUL).argmin())


def example(found: Floats, image: int, labels: Labels, classes: Sequence[str]) -> Example:
    """Return what the scores of all test images (n, classes) say of one of them."""
    z = found[image].astype(np.float64)
    order = np.argsort(-z, kind="stable")
    first, second = int(order[0]), int(order[1])
    plain, shifted, doubled, halved = (softmax(changed) for changed in (z, z + SHIFT, 2 * z, z / 2))
    columns = zip(classes, z, plain, shifted, doubled, halved, strict=True)
    return Example(
        image,
        classes[int(labels[image])],
        classes[first],
        classes[second],
        float(plain[first]),
        float(plain[second]),
        float(z[first] - z[second]),
        float(doubled[first]),
        float(halved[first]),
        tuple(Row(name, *map(float, numbers)) for name, *numbers in columns),
    )


def scaled(found: Floats, labels: Labels) -> tuple[Scaled, ...]:
    """Return accuracy and mean loss over the test images after each factor on the scores."""
    changed = ((factor, softmax(factor * found.astype(np.float64))) for factor in FACTORS)
    return tuple(
        Scaled(factor, float((predictions(p) == labels).mean()), float(categorical_crossentropy(p, labels).mean()))
        for factor, p in changed
    )


def bars(examples: Sequence[tuple[str, Example]]) -> Bars:
    """Draw scores and probabilities of some images side by side, each with the name of its role."""
    panels: list[BarPanel] = []
    for name, item in examples:
        right = [row.name for row in item.rows].index(item.label)
        for kind, heights in (("score", [r.score for r in item.rows]), ("share", [r.probability for r in item.rows])):
            title = Label(f"plot.network.{name}_{kind}", (("image", str(item.image)),))
            names = tuple(row.name for row in item.rows)
            panels.append(BarPanel(title, names, tuple(heights), right, unit=kind == "share"))
    return Bars(
        Label("plot.network.class"),
        Label("plot.network.right_class"),
        Label("plot.network.other_classes"),
        tuple(panels),
    )


def _leads(found: Floats) -> Floats64:
    ordered = np.sort(found.astype(np.float64), axis=1)
    return np.asarray(ordered[:, -1] - ordered[:, -2], np.float64)
