r"""The losses as equations, with a worked example on an image of the test set."""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from reportgen.answers.optimizers import Equation, Symbol
from reportgen.errors import ModelError
from reportgen.losses import per_image
from reportgen.spec import Answer, Case, Dataset, Evidence, Rounded, trained

_IMAGES = (Symbol("images", "N"),)
EQUATIONS: Mapping[str, Equation] = {
    "categorical_crossentropy": Equation(
        "categorical_crossentropy", r"L = -\frac{1}{N} \sum_{i=1}^{N} \sum_{k=1}^{K} y_{ik} \ln p_{ik}"
    ),
    "binary_crossentropy": Equation(
        "binary_crossentropy",
        r"L = -\frac{1}{N} \sum_{i=1}^{N} \left( y_i \ln p_i + (1 - y_i) \ln (1 - p_i) \right)",
    ),
}
WEIGHTED: Mapping[str, Equation] = {
    "categorical_crossentropy": Equation(
        "weighted_categorical_crossentropy",
        r"L = -\frac{1}{N} \sum_{i=1}^{N} \sum_{k=1}^{K} c_k \, y_{ik} \ln p_{ik}",
    ),
    "binary_crossentropy": Equation(
        "weighted_binary_crossentropy",
        r"L = -\frac{1}{N} \sum_{i=1}^{N} \left( c_1 \, y_i \ln p_i + c_0 \, (1 - y_i) \ln (1 - p_i) \right)",
    ),
}
"""With the weight `c` of each class: Keras divides by the number of images, not by the sum of their weights."""
SYMBOLS: Mapping[str, tuple[Symbol, ...]] = {
    "categorical_crossentropy": (
        *_IMAGES, Symbol("classes", "K"), Symbol("target", "y_{ik}"), Symbol("output", "p_{ik}"),
    ),
    "binary_crossentropy": (*_IMAGES, Symbol("binary_target", "y_i"), Symbol("binary_output", "p_i")),
}  # fmt: skip

FEW = 10
"""A few images: the worst tenth."""


def check(loss: str) -> None:
    """Refuse a loss without an equation.

    Raises:
        ModelError: the losses with one are listed.
    """
    if loss not in EQUATIONS:
        raise ModelError(f"loss: expected one of {', '.join(EQUATIONS)}, received '{loss}'")


def answers(prefix: str, case: Case, evidence: Evidence) -> Iterator[Answer]:
    """Derive the loss's equation, and three images of the test set: an easy, a hard and a wrong one."""
    loss = case.experiment.training.loss
    dataset, result = evidence.dataset(case), evidence.result(case)
    values = per_image(loss, result.test, dataset.y_test)
    yield Answer(f"{prefix}.equation", EQUATIONS[loss])
    yield Answer(f"{prefix}.symbols", SYMBOLS[loss])
    if case.experiment.training.class_weight == "balanced":
        yield Answer(f"{prefix}.weighted", WEIGHTED[loss])
    yield Answer(f"{prefix}.case", case.title)
    yield Answer(f"{prefix}.dataset", case.experiment.dataset)
    yield Answer(f"{prefix}.classes", len(dataset.info.classes), "classes")
    yield Answer(f"{prefix}.names", dataset.info.classes)
    guess = float(np.log(len(dataset.info.classes)))
    yield Answer(f"{prefix}.guess", guess, "loss", Rounded(2))
    yield from trained(_examples(prefix, values, dataset))


def _examples(prefix: str, values: NDArray[np.float64], dataset: Dataset) -> Iterator[Answer]:
    """Yield the losses of three images of the test set, and the mean of all."""
    order = np.argsort(values, kind="stable")
    for name, index in (
        ("typical", order[len(order) // 2]),
        ("hard", _nearest(values, np.log(2))),
        ("wrong", order[-1]),
    ):
        yield Answer(f"{prefix}.{name}.image", int(index), "count")
        yield Answer(f"{prefix}.{name}.label", dataset.info.classes[dataset.y_test[index]])
        yield Answer(f"{prefix}.{name}.probability", float(np.exp(-values[index])), "probability", Rounded(4))
        yield Answer(f"{prefix}.{name}.loss", float(values[index]), "loss", Rounded(2))
    yield Answer(f"{prefix}.mean", float(values.mean()), "loss", Rounded(2))
    worst = values[order[-max(1, len(values) // FEW) :]]
    yield Answer(f"{prefix}.by_few", bool(worst.sum() > values.sum() / 2))


def _nearest(values: NDArray[np.float64], wanted: float) -> int:
    return int(np.abs(values - wanted).argmin())
