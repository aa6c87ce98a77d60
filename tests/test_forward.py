"""Networks computed again in NumPy, against SciPy, scikit-image and Keras."""

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.signal import correlate2d
from scipy.special import softmax
from skimage.measure import block_reduce

from reportgen.answers import forward
from reportgen.keras_model import build
from reportgen.model import (
    Activation,
    Add,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    Input,
    MaxPooling2D,
    ModelSpec,
    Stage,
    chain,
    convolutional,
)
from reportgen.spec import Floats
from reportgen.training import open_keras
from tests.conftest import drawn_weights


def drawn(*shape: int) -> Floats:
    """Return random numbers, the same each time."""
    return np.random.default_rng(5).normal(size=shape).astype(np.float32)


def filled(model: ModelSpec) -> dict[str, Floats]:
    """Return weights for every layer, biases that are not 0 among them."""
    weights = drawn_weights(model)
    return {name: value + np.float32(0.05) if name.endswith("bias") else value for name, value in weights.items()}


@pytest.mark.parametrize("size", [(3, 3), (5, 5), (4, 2)])
def test_a_convolution_is_scipys_over_all_channels(size: tuple[int, int]) -> None:
    """Zeros around the images, one more below and to the right where a size is even."""
    model = chain(Input((6, 7, 2)), Conv2D(3, size, activation="relu", padding="same"))
    images, weights = drawn(4, 6, 7, 2), filled(model)
    found = forward.outputs(model, weights, {"input_1": images})["conv2d_1"]
    around = [(0, 0), *[((k - 1) // 2, k // 2) for k in size], (0, 0)]
    padded = np.pad(images, around)
    kernel: NDArray[np.float32] = weights["conv2d_1/kernel"]
    for image, answer in zip(padded, found, strict=True):
        for filter_ in range(3):
            summed = sum(correlate2d(image[:, :, c], kernel[:, :, c, filter_], mode="valid") for c in range(2))
            assert np.allclose(answer[:, :, filter_], np.maximum(0, summed + np.float32(0.05)), atol=1e-5)


def test_pooling_is_scikit_images_and_drops_what_is_left_over() -> None:
    """Seven columns make three windows of two."""
    model = chain(Input((6, 7, 2)), MaxPooling2D((3, 2)))
    images = drawn(4, 6, 7, 2)
    found = forward.outputs(model, {}, {"input_1": images})["max_pooling2d_1"]
    assert np.array_equal(found, block_reduce(images[:, :, :6], (1, 3, 2, 1), np.max))


def test_dense_layers_are_products_and_dropout_does_nothing() -> None:
    """The rest by NumPy and SciPy."""
    model = chain(Input((2, 3, 1)), Flatten(), Dropout(0.5), Dense(4, "tanh"), Dense(5, "sigmoid"), Dense(3, "softmax"))
    images, weights = drawn(8, 2, 3, 1), filled(model)
    values = images.reshape(8, 6)
    values = np.tanh(values @ weights["dense_1/kernel"] + 0.05)
    values = 1 / (1 + np.exp(-(values @ weights["dense_2/kernel"] + 0.05)))
    expected = softmax(values @ weights["dense_3/kernel"] + 0.05, axis=1)
    assert np.allclose(forward.outputs(model, weights, {"input_1": images})["dense_3"], expected, atol=1e-6)
    assert np.array_equal(forward.predicted(model, weights, {"input_1": images}), expected.argmax(axis=1))


def test_an_addition_adds_and_a_given_output_is_not_computed() -> None:
    """What follows reads the given one."""
    model = chain(Input((3,)), Dense(3, "relu"), Add(inputs=("dense_1", "input_1")), Dense(2))
    images, weights = drawn(8, 3), filled(model)
    seen = forward.outputs(model, weights, {"input_1": images})
    assert np.allclose(seen["add_1"], seen["dense_1"] + images)
    shut = forward.outputs(model, weights, {"input_1": images, "dense_1": seen["dense_1"], "add_1": images})
    assert np.allclose(shut["dense_2"], images @ weights["dense_2/kernel"] + weights["dense_2/bias"])


def test_what_cannot_be_computed_is_known_beforehand() -> None:
    """Layers and activations that no lab file of this section asks for."""
    assert forward.computable(chain(Input((6, 6, 1)), Conv2D(2, (3, 3), padding="same"), Flatten(), Dense(2)))
    assert not forward.computable(chain(Input((6, 6, 1)), Conv2D(2, (3, 3), strides=(2, 2)), Flatten(), Dense(2)))
    assert not forward.computable(chain(Input((6, 6, 1)), MaxPooling2D((2, 2), padding="same"), Flatten(), Dense(2)))
    assert not forward.computable(chain(Input((6,)), Dense(2, "gelu")))
    assert not forward.computable(chain(Input((6,)), Dense(2), Activation("relu")))


STAGES = {
    "skip": [Stage(4, (7, 7)), Stage(6, (5, 5)), Stage(6, (3, 3), (1, 1), skip=1), Stage(5, (3, 3), dropout=0.3)],
    "valid": [Stage(4, (3, 3), padding="valid", pool_strides=(1, 1)), Stage(6, (4, 4), (3, 3), padding="valid")],
    "normalised": [Stage(4, (3, 3), batch_normalization=True), Stage(6, (3, 3), (3, 3), pool_strides=(2, 2))],
}


@pytest.mark.slow
@pytest.mark.parametrize("name", list(STAGES))
def test_a_convolutional_network_is_kerass(name: str) -> None:
    """Every kind of stage, to single precision."""
    open_keras()
    model = convolutional((28, 28, 1), STAGES[name], (9,), 0.0, 10)
    images, weights = drawn(6, 28, 28, 1), filled(model)
    weights |= {key: np.abs(drawn(*value.shape)) + 1 for key, value in weights.items() if "batch_norm" in key}
    keras = build(model)
    keras.set_weights([weights[variable.path] for variable in keras.weights])
    expected = np.asarray(keras(images))
    found = forward.outputs(model, weights, {"input_1": images})[model.layers[-1].name]
    assert np.allclose(found, expected, atol=1e-5)
