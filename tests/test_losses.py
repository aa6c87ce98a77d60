"""Losses against scikit-learn and, where it is installed, Keras."""

import numpy as np
import pytest
from sklearn.metrics import log_loss

from reportgen.errors import ModelError
from reportgen.losses import LOSSES, binary_crossentropy, categorical_crossentropy, per_image, predictions
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
