"""Losses per image, in NumPy: what training reports and answers derive, computed in one place.

They follow `keras.losses`: probabilities are clipped to [1e-7, 1 - 1e-7] before the logarithm.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from reportgen.errors import ModelError
from reportgen.model import Conv2D, Dense, ModelSpec
from reportgen.spec import Target

_EPSILON = 1e-7


def categorical_crossentropy(probabilities: NDArray[np.floating], labels: NDArray[np.number]) -> NDArray[np.float64]:
    """Return `-ln p[label]` per image; rows (n, classes) are normalised to one first, as Keras does."""
    rows = probabilities.astype(np.float64)
    chosen = rows[np.arange(len(rows)), labels.astype(np.intp)] / rows.sum(axis=1)
    return np.asarray(-np.log(np.clip(chosen, _EPSILON, 1 - _EPSILON)), np.float64)


def binary_crossentropy(probabilities: NDArray[np.floating], targets: NDArray[np.number]) -> NDArray[np.float64]:
    """Return the mean of `-t ln p - (1 - t) ln(1 - p)` over the outputs, per image.

    Args:
        probabilities: (n, outputs): one for the class 1, or one for each pixel.
        targets: labels (n,), or values from 0 to 1 (n, outputs).
    """
    p = np.clip(probabilities.astype(np.float64), _EPSILON, 1 - _EPSILON)
    t = targets.reshape(p.shape)
    return np.asarray(-(t * np.log(p) + (1 - t.astype(np.float64)) * np.log1p(-p)).mean(axis=1), np.float64)


LOSSES = {
    "categorical_crossentropy": categorical_crossentropy,
    "binary_crossentropy": binary_crossentropy,
}


def per_image(loss: str, probabilities: NDArray[np.floating], targets: NDArray[np.number]) -> NDArray[np.float64]:
    """Return the named loss of each image.

    Args:
        loss: its name.
        probabilities: (n, outputs).
        targets: labels (n,), or the images that a network should give (n, outputs).

    Raises:
        ModelError: a loss that is not known (the valid names are listed), or not made for such outputs.
    """
    if loss not in LOSSES:
        raise ModelError(f"loss: expected one of {', '.join(LOSSES)}, received '{loss}'")
    check_outputs(loss, probabilities.shape[1], "class" if targets.ndim == 1 else "image")
    return LOSSES[loss](probabilities, targets)


def hits(probabilities: NDArray[np.floating], targets: NDArray[np.number]) -> NDArray[np.float64]:
    """Return what counts as right of each image: 1 or 0 for its class, for an image the share of its pixels.

    A pixel is right if it lies on the side of 0.5 that its target lies on.
    """
    if targets.ndim == 1:
        return np.asarray(predictions(probabilities) == targets, np.float64)
    return np.asarray(((probabilities > 0.5) == (targets > 0.5)).mean(axis=1), np.float64)


def penalty(model: ModelSpec, weights: Mapping[str, NDArray[np.floating]]) -> float:
    """Return what the L2 penalties of a network add to the loss: the sum of `l2 * sum(kernel²)` over its layers.

    Args:
        model: whose layers say which kernels are penalised, and by which factor.
        weights: arrays by `layer/variable`.
    """
    penalised = [layer for layer in model.layers if isinstance(layer, Conv2D | Dense)]
    return sum(
        layer.kernel_regularizer.l2 * float(np.square(weights[f"{layer.name}/kernel"], dtype=np.float64).sum())
        for layer in penalised
        if layer.kernel_regularizer
    )


def check_outputs(loss: str, outputs: int, target: Target = "class") -> None:
    """Refuse a loss on outputs that it would not judge as meant.

    Raises:
        ModelError: of a class, binary cross-entropy needs one output, categorical cross-entropy at least two; of an
            image, only binary cross-entropy judges each pixel by itself.
    """
    if target == "image":
        if loss != "binary_crossentropy":
            raise ModelError(f"loss of images: expected binary_crossentropy, received '{loss}'")
        return
    if (loss == "binary_crossentropy") != (outputs == 1):
        expected = "one output" if loss == "binary_crossentropy" else "two outputs or more"
        raise ModelError(f"loss {loss}: expected {expected}, received {outputs}")


def predictions(probabilities: NDArray[np.floating], threshold: float = 0.5) -> NDArray[np.uint8]:
    """Return the predicted class per image: the likeliest, or for one output the class 1 above the threshold."""
    if probabilities.shape[1] == 1:
        return np.asarray(probabilities[:, 0] > threshold, np.uint8)
    return np.asarray(probabilities.argmax(axis=1), np.uint8)


def confidence(probabilities: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return the probability of the predicted class, per image."""
    if probabilities.shape[1] == 1:
        return np.asarray(np.maximum(probabilities[:, 0], 1 - probabilities[:, 0]))
    return np.asarray(probabilities.max(axis=1))


def class_weights(labels: NDArray[np.integer], classes: int) -> NDArray[np.float64]:
    """Return `n / (K × count)` per class, of n labels in K classes: every class weighs the same in all.

    It is scikit-learn's "balanced" (King and Zeng, Political Analysis 9 (2001) 137).
    """
    return np.asarray(len(labels) / (classes * np.bincount(labels, minlength=classes)), np.float64)
