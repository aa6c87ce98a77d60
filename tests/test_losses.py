"""Losses against scikit-learn and, where it is installed, Keras."""

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.metrics import log_loss

from reportgen.errors import ModelError
from reportgen.keras_model import build
from reportgen.losses import LOSSES, binary_crossentropy, categorical_crossentropy, penalty, per_image, predictions
from reportgen.model import L2, Dense, Input, ModelSpec, chain
from reportgen.spec import Floats

RNG = np.random.default_rng(1)


def softmax(n: int, classes: int) -> Floats:
    """Return random probabilities."""
    scores = np.exp(RNG.normal(0, 3, (n, classes)))
    return np.asarray(scores / scores.sum(axis=1, keepdims=True), np.float32)


def test_categorical_crossentropy_is_scikit_learns() -> None:
    """Its mean is scikit-learn's log loss."""
    p, y = softmax(500, 7), RNG.integers(0, 7, 500)
    assert categorical_crossentropy(p, y).mean() == pytest.approx(log_loss(y, p, labels=range(7)), rel=1e-5)


def test_binary_crossentropy_is_scikit_learns() -> None:
    """Its mean is scikit-learn's log loss of the class 1."""
    p, y = RNG.uniform(0.01, 0.99, (300, 1)), RNG.integers(0, 2, 300)
    assert binary_crossentropy(p, y).mean() == pytest.approx(log_loss(y, p[:, 0]), rel=1e-9)


def test_a_certain_mistake_costs_a_finite_loss() -> None:
    """Probabilities are clipped at 1e-7, as Keras does."""
    assert categorical_crossentropy(np.array([[1.0, 0.0]]), np.array([1]))[0] == pytest.approx(-np.log(1e-7))


def test_predictions_of_one_output_are_thresholded() -> None:
    """One output is the probability of the class 1."""
    assert predictions(np.array([[0.2], [0.7]])).tolist() == [0, 1]
    assert predictions(np.array([[0.2, 0.8], [0.7, 0.3]])).tolist() == [1, 0]


def test_unknown_loss_lists_the_valid_ones() -> None:
    """The error says what was expected."""
    with pytest.raises(ModelError, match="expected one of categorical_crossentropy, binary_crossentropy"):
        per_image("hinge", np.ones((1, 2)), np.array([0]))


@pytest.mark.parametrize(("loss", "outputs"), [("binary_crossentropy", 10), ("categorical_crossentropy", 1)])
def test_a_loss_on_the_wrong_number_of_outputs_is_refused(loss: str, outputs: int) -> None:
    """Ten outputs under the binary loss would be judged by the first one alone."""
    with pytest.raises(ModelError, match=f"received {outputs}"):
        per_image(loss, np.full((3, outputs), 0.5), np.zeros(3, np.uint8))


@pytest.mark.slow
@pytest.mark.parametrize("name", LOSSES)
def test_losses_are_keras(name: str) -> None:
    """Each image's loss is that of Keras, wrong certainties included."""
    from reportgen.training import open_keras

    keras = open_keras()
    p, y = softmax(200, 5), RNG.integers(0, 5, 200)
    p[0] = [0, 0, 1, 0, 0]
    y[0] = 1
    target = np.eye(5, dtype=np.float32)[y]
    if name == "binary_crossentropy":
        p, y = p[:, :1], (y == 0).astype(int)
        target = y[:, None].astype(np.float32)
    expected = np.asarray(getattr(keras.losses, name)(target, p))
    assert per_image(name, p, y) == pytest.approx(expected, rel=2e-5, abs=2e-6)


PENALISED = chain(Input((6,)), Dense(5, "relu", kernel_regularizer=L2(0.01)), Dense(3, kernel_regularizer=L2(0.5)))
FREE = chain(Input((6,)), Dense(5, "relu"), Dense(3))


def random_weights(model: ModelSpec) -> dict[str, NDArray[np.float32]]:
    """Return kernels and biases of the dense layers of a network."""
    shapes = {"dense_1/kernel": (6, 5), "dense_1/bias": (5,), "dense_2/kernel": (5, 3), "dense_2/bias": (3,)}
    assert model.parameters == sum(int(np.prod(shape)) for shape in shapes.values())
    return {name: RNG.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}


def test_a_penalty_is_the_factor_times_the_squares_of_the_kernels() -> None:
    """Biases and layers without one add nothing."""
    weights = random_weights(PENALISED)
    expected = 0.01 * (weights["dense_1/kernel"] ** 2).sum() + 0.5 * (weights["dense_2/kernel"] ** 2).sum()
    assert penalty(PENALISED, weights) == pytest.approx(expected, rel=1e-6)
    assert penalty(FREE, weights) == 0


@pytest.mark.slow
def test_penalties_and_their_gradients_are_keras() -> None:
    """Keras adds them to the loss of training and validation alike; each weight's gradient grows by `2 * l2 * w`."""
    from reportgen.training import open_keras

    keras = open_keras()
    import tensorflow as tf

    weights = random_weights(PENALISED)
    x = RNG.normal(size=(20, 6)).astype(np.float32)
    losses, gradients = [], []
    for spec in (FREE, PENALISED):
        model = build(spec)
        model.set_weights(list(weights.values()))
        model.compile("SGD", "mse")
        losses.append(model.evaluate(x, x[:, :3], verbose=0))
        with tf.GradientTape() as tape:
            loss = keras.ops.mean((model(x) - x[:, :3]) ** 2) + sum(model.losses)
        gradients.append([np.asarray(gradient) for gradient in tape.gradient(loss, model.trainable_weights)])
    assert losses[1] - losses[0] == pytest.approx(penalty(PENALISED, weights), rel=1e-5)
    for name, free, penalised in zip(weights, *gradients, strict=True):
        factor = {"dense_1/kernel": 0.01, "dense_2/kernel": 0.5}.get(name, 0)
        assert penalised - free == pytest.approx(2 * factor * weights[name], abs=2e-6)
