"""What a trained network makes of images, computed again in NumPy from its weights: every layer's output.

Answers look inside networks with it, and change them: a layer's output may be given instead of computed. The layers
are those of `reportgen.networks`: convolutions, pooling, batch normalisation, addition, dense layers.
"""

from collections.abc import Callable, Mapping
from functools import reduce
from types import MappingProxyType
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from reportgen.losses import predictions
from reportgen.model import BatchNormalization, Conv2D, Dense, LayerSpec, MaxPooling2D, ModelSpec
from reportgen.model.layer import PaddingName, Pair
from reportgen.spec import Floats, Labels

CHUNK = 100
"""Images whose windows are copied at a time, so that they stay in the processor's cache."""

BATCH_NORMALIZATION_EPSILON = np.float32(1e-3)
"""Keras's default."""
_MOMENTS = ("gamma", "beta", "moving_mean", "moving_variance")

Weights = Mapping[str, Floats]
Outputs = Mapping[str, Floats]
FloatT = TypeVar("FloatT", np.float32, np.float64)


def _sigmoid(values: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-values)), np.float32)


def _softmax(values: Floats) -> Floats:
    raised = np.exp(values - values.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), np.float32)


ACTIVATIONS: Mapping[str, Callable[[Floats], Floats]] = MappingProxyType(
    {
        "linear": lambda values: values,
        "relu": lambda values: np.maximum(values, 0),
        "sigmoid": _sigmoid,
        "tanh": np.tanh,
        "softmax": _softmax,
    }
)


def computable(model: ModelSpec) -> bool:
    """Tell whether every layer of a network is one of those that are computed here."""
    return all(layer.kind == "Input" or _computes(layer) for layer in model.layers)


def outputs(model: ModelSpec, weights: Weights, given: Outputs) -> Outputs:
    """Return the output of each layer, float32 (n, ...), at inference: dropout does nothing.

    Args:
        model: a computable one.
        weights: arrays by `layer/variable`, as in a result.
        given: outputs that are known, the input's at least.
    """
    found = dict(given)
    for layer in model.layers:
        if layer.name not in found:
            found[layer.name] = _output(layer, weights, *(found[name] for name in layer.inputs))
    return found


def predicted(model: ModelSpec, weights: Weights, given: Outputs) -> Labels:
    """Return the labels that the network predicts; see `outputs`."""
    return predictions(outputs(model, weights, given)[model.layers[-1].name])


def _computes(layer: LayerSpec) -> bool:
    if isinstance(layer, MaxPooling2D):
        return layer.padding == "valid"
    if isinstance(layer, Conv2D):
        return layer.strides == (1, 1) and layer.activation in ACTIVATIONS
    if isinstance(layer, Dense):
        return layer.activation in ACTIVATIONS
    return layer.kind in ("Add", "BatchNormalization", "Dropout", "Flatten")


def _output(layer: LayerSpec, weights: Weights, *received: Floats) -> Floats:
    first = received[0]
    if isinstance(layer, MaxPooling2D):
        return _pooled(first, layer.pool_size, layer.strides or layer.pool_size)
    if isinstance(layer, Conv2D | Dense):
        kernel = weights[f"{layer.name}/kernel"]
        summed = convolved(first, kernel, layer.padding) if isinstance(layer, Conv2D) else first @ kernel
        bias = weights[f"{layer.name}/bias"] if layer.use_bias else np.float32(0)
        return np.asarray(ACTIVATIONS[layer.activation](summed + bias), np.float32)
    if isinstance(layer, BatchNormalization):
        return _normalised(first, *(weights[f"{layer.name}/{name}"] for name in _MOMENTS))
    if layer.kind == "Add":
        return np.asarray(np.sum(received, axis=0), np.float32)
    return first.reshape(len(first), -1) if layer.kind == "Flatten" else first


def convolved(images: NDArray[FloatT], kernel: NDArray[FloatT], padding: PaddingName = "same") -> NDArray[FloatT]:
    """Slide a kernel over images as Keras's `Conv2D` does.

    Args:
        images: (n, height, width, channels); `CHUNK` of them are computed at a time.
        kernel: (height, width, channels, filters).
        padding: `same` surrounds the images with zeros, `valid` with nothing.
    """
    height, width = kernel.shape[:2]
    if padding == "same":
        rows, columns = (((length - 1) // 2, length // 2) for length in (height, width))
        images = np.pad(images, [(0, 0), rows, columns, (0, 0)])
    windows = np.lib.stride_tricks.sliding_window_view(images, (height, width), axis=(1, 2))  # (..., c, height, width)
    chunks = (windows[start : start + CHUNK] for start in range(0, len(windows), CHUNK))
    return np.concatenate([np.tensordot(chunk, kernel, axes=((3, 4, 5), (2, 0, 1))) for chunk in chunks])


def _pooled(images: Floats, size: Pair, strides: Pair) -> Floats:
    """Return the maxima of windows; what is left over at the edges is dropped."""
    rows, columns = ((length - k) // s + 1 for length, k, s in zip(images.shape[1:3], size, strides, strict=True))
    corners = (
        images[:, down : down + rows * strides[0] : strides[0], right : right + columns * strides[1] : strides[1]]
        for down in range(size[0])
        for right in range(size[1])
    )
    return reduce(np.maximum, (corner[:, :rows, :columns] for corner in corners))


def _normalised(values: Floats, gamma: Floats, beta: Floats, mean: Floats, variance: Floats) -> Floats:
    return np.asarray((values - mean) * (gamma / np.sqrt(variance + BATCH_NORMALIZATION_EPSILON)) + beta, np.float32)
