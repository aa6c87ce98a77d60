"""The losses as equations: their gradients, the worked examples, and class weights as Keras applies them."""

import numpy as np
import pytest

from reportgen.answers import crossentropy
from reportgen.lab import Lab
from reportgen.losses import binary_crossentropy, class_weights
from reportgen.spec import Evidence
from tests.conftest import evidence_for

RNG = np.random.default_rng(4)


def test_the_gradient_of_the_sigmoid_is_a_difference() -> None:
    """By the sigmoid's input, the loss of an image changes by p - y, as the report says: finite differences."""
    z, y, step = RNG.normal(0, 3, 200), RNG.integers(0, 2, 200), 1e-6

    def loss(inputs: np.ndarray) -> np.ndarray:
        return binary_crossentropy(1 / (1 + np.exp(-inputs))[:, None], y)

    slope = (loss(z + step) - loss(z - step)) / (2 * step)
    assert slope == pytest.approx(1 / (1 + np.exp(-z)) - y, abs=1e-6)


def test_each_loss_has_an_equation_and_one_with_weights() -> None:
    """The same losses in all tables; the weights stand in the weighted one alone."""
    assert set(crossentropy.EQUATIONS) == set(crossentropy.WEIGHTED) == set(crossentropy.SYMBOLS)
    for name, equation in crossentropy.WEIGHTED.items():
        assert "c_" in equation.latex
        assert "c_" not in crossentropy.EQUATIONS[name].latex


def test_examples_of_the_binary_loss(pw04: Lab) -> None:
    """Each example's loss is minus the logarithm of the probability of the true class; a guess costs ln 2."""
    lab = pw04.only(["xray_pneumonia"])
    evidence: Evidence = evidence_for(lab)
    found = {answer.id: answer.value for answer in crossentropy.answers("x", lab.cases[0], evidence)}
    assert found["x.guess"] == pytest.approx(np.log(2))
    assert found["x.weighted"] == crossentropy.WEIGHTED["binary_crossentropy"]
    p, labels = evidence.result(lab.cases[0]).test[:, 0], evidence.datasets["chest_xray"].y_test
    for name in ("typical", "hard", "wrong"):
        image = found[f"x.{name}.image"]
        assert found[f"x.{name}.probability"] == pytest.approx(p[image] if labels[image] else 1 - p[image], abs=1e-6)
        assert found[f"x.{name}.loss"] == pytest.approx(-np.log(found[f"x.{name}.probability"]))


@pytest.mark.slow
def test_class_weights_weigh_loss_and_gradient_as_keras_does() -> None:
    """NumPy replays one step of Adam on a sigmoid neuron; the mean is over the images, not over their weights."""
    from reportgen.answers.optimizers import State, rule
    from reportgen.training import open_keras

    keras = open_keras()
    x = RNG.normal(0, 1, (12, 3)).astype(np.float32)
    y = (np.arange(12) < 9).astype(np.int64)
    weights = class_weights(y, 2)
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1, "sigmoid")])
    kernel, bias = (np.asarray(item, np.float64) for item in model.get_weights())
    model.compile(keras.optimizers.Adam(0.001), "binary_crossentropy", jit_compile=False)
    loss = model.train_on_batch(x, y[:, None].astype(np.float32), class_weight=dict(enumerate(weights)))
    p = 1 / (1 + np.exp(-(x @ kernel + bias)))
    assert float(np.ravel(loss)[0]) == pytest.approx((weights[y] * binary_crossentropy(p, y)).mean(), rel=1e-4)
    slope = weights[y] * (p[:, 0] - y) / len(y)
    values = {"learning_rate": 0.001, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7}
    moved = [rule("Adam").step(State(w), g, values).weight for w, g in zip(kernel[:, 0], x.T @ slope, strict=True)]
    assert model.get_weights()[0][:, 0] == pytest.approx(moved, abs=1e-7)
