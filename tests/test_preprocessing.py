"""Preprocessing: scales of pixels, what they make of gradients and curvature, and the experiment."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from reportgen import features
from reportgen.answers import scaling
from reportgen.build import derive
from reportgen.errors import ModelError
from reportgen.features.pixels import moments
from reportgen.i18n import Language
from reportgen.inputs import inputs, keep
from reportgen.lab import Lab, load_lab
from reportgen.render.markdown import write
from reportgen.spec import Answer, Dataset, Evidence, Pixels
from reportgen.store import Store


@pytest.fixture(scope="module")
def lab() -> Lab:
    """Return the lab without what other tests look at."""
    return load_lab("assignment7", ["training.epochs=3", "convolution.share_epochs=3"]).only(
        ["preprocessing", "mlp_raw"]
    )


def test_mean_and_deviation_of_pixels_are_numpys(digits: Dataset) -> None:
    """Counted by values, to the last bits."""
    expected = digits.x_train.mean(dtype=np.float64), digits.x_train.std(dtype=np.float64)
    assert moments(digits.x_train) == pytest.approx(expected, rel=1e-12)


def test_test_images_are_read_with_the_ruler_of_the_training_images(digits: Dataset, tmp_path: Path) -> None:
    """Standardised pixels of the training images have mean 0 and deviation 1; those of the test images nearly."""
    store = Store(tmp_path)
    keep(digits, store)
    read = inputs(Pixels("standard"), digits.digest, store)
    assert read.x_train.mean(dtype=np.float64) == pytest.approx(0, abs=1e-6)
    assert read.x_train.std(dtype=np.float64) == pytest.approx(1, abs=1e-6)
    mean, deviation = digits.x_train.mean(dtype=np.float64), digits.x_train.std(dtype=np.float64)
    assert read.x_test == pytest.approx((digits.x_test - mean) / deviation, abs=1e-5)
    assert (inputs(Pixels("raw"), digits.digest, store).x_test == digits.x_test).all()
    with pytest.raises(ModelError, match="training images"):
        features.extract(Pixels("standard"), digits.x_test)


def test_the_networks_differ_by_what_they_read_alone(lab: Lab) -> None:
    """And the one in [0, 1] is the first network of the lab, which is trained once."""
    raw, unit, standard, first = (case.experiment for case in lab.cases)
    assert replace(raw, features=unit.features) == unit == replace(standard, features=unit.features)
    assert unit == first


def test_the_curvature_is_the_largest_eigenvalue(digits: Dataset) -> None:
    """Of the mean of x xᵀ, by the singular values of the inputs; what a scale does to the ends of the range."""
    found = scaling.scaled("unit", digits, (8,))
    x = np.hstack([digits.x_train.reshape(len(digits.x_train), -1) / 255, np.ones((len(digits.x_train), 1))])
    assert found.curvature == pytest.approx(np.linalg.norm(x, 2) ** 2 / len(x), rel=1e-5)
    assert found.largest_rate == pytest.approx(2 / found.curvature)
    assert (found.low, found.high) == (0, 1)
    assert scaling.ratio(np.diag([4.0, 1.0])) == 4


@pytest.mark.slow
def test_the_first_gradient_is_kerass(digits: Dataset) -> None:
    """By backpropagation in NumPy and by Keras's tape, from the same first weights."""
    from reportgen.training import open_keras

    keras = open_keras()
    import tensorflow as tf

    x, labels = scaling.read("unit", digits, 50), digits.y_train[:50]
    hidden = (9, 7)
    dense = [keras.layers.Dense(units, activation="relu") for units in hidden]
    model = keras.Sequential([keras.Input((784,)), *dense, keras.layers.Dense(10, activation="softmax")])
    kernels = scaling.kernels(784, hidden, 10)
    model.set_weights([array for kernel in kernels for array in (kernel, np.zeros(kernel.shape[1]))])
    with tf.GradientTape() as tape:
        loss = keras.losses.CategoricalCrossentropy()(np.eye(10, dtype=np.float32)[labels], model(x))
    expected = np.asarray(tape.gradient(loss, model.trainable_weights[0]))
    assert scaling.first_gradient(x, labels, hidden, 10) == pytest.approx(expected, abs=1e-7)


def test_gradient_descent_of_the_picture_goes_down(digits: Dataset) -> None:
    """Each step of the path lowers the loss, and level lines have one loss each."""
    for panel, name in zip(scaling.bowls(digits), scaling.SCALINGS, strict=True):
        shape = scaling.bowl_shape(name, digits)
        *levels, path = [np.array([line.x, line.y]) for line in panel.lines]
        losses = np.einsum("in,ij,jn->n", path, shape, path)
        assert (np.diff(losses) < 0).all()
        for level in levels:
            around = np.einsum("in,ij,jn->n", level, shape, level)
            assert around == pytest.approx(around[0], rel=1e-6)


def test_values_of_one_image_at_each_step(answers: dict[str, Answer], results: Evidence) -> None:
    """The same seven pixels, and one 1 in the place of the class."""
    dataset = results.datasets["mnist"]
    row = answers["preprocessing.row"].value
    assert row.raw == tuple(dataset.x_train[0][row.number][row.first : row.first + 7])
    assert row.unit == pytest.approx(np.array(row.raw) / 255)
    assert np.argmax(answers["preprocessing.one_hot"].value) == dataset.y_train[0]
    assert sum(answers["preprocessing.one_hot"].value) == 1


def test_the_report_is_written_in_both_languages(lab: Lab, results: Evidence, language: Language) -> None:
    """With each step and each scale."""
    found, figures = derive(lab, results)
    text = write(lab, found, figures, language, "").markdown
    assert text.count("uint8") > 1
    assert {"preprocessing.bowls", "preprocessing.curves"} <= {figure.id for figure in figures}
