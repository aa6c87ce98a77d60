"""What the first convolution has learned, against SciPy and Keras."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.signal import correlate2d

from reportgen.answers import filters
from reportgen.lab import Lab, load_lab
from reportgen.plots import ImageGrid
from reportgen.spec import Case, Dataset, Evidence
from reportgen.training import open_keras
from tests.conftest import stand_in

SIZES = [(3, 3), (5, 5), (4, 4), (1, 1), (2, 5)]
"""Height and width of kernels: odd, even, neither square."""


def drawn(*shape: int) -> NDArray[np.float64]:
    """Return random numbers, the same each time."""
    return np.random.default_rng(7).normal(size=shape)


@pytest.mark.parametrize(("height", "width"), SIZES)
def test_responses_are_scipys_correlation_of_a_padded_image(height: int, width: int) -> None:
    """Zeros around it, one more below and to the right where a size is even; then the bias, then ReLU."""
    image, kernel = drawn(9, 12), drawn(height, width) + 1
    top, left = (height - 1) // 2, (width - 1) // 2
    padded = np.zeros((9 + height - 1, 12 + width - 1))
    padded[top : top + 9, left : left + 12] = image
    expected = np.maximum(0, correlate2d(padded, kernel, mode="valid") + 0.25)
    (found,) = filters.responses(image, kernel[None], np.array([0.25]))
    assert found.shape == (9, 12)
    assert (found == 0).any()
    assert found == pytest.approx(expected)


@pytest.mark.slow
@pytest.mark.parametrize("size", [3, 5, 4])
def test_responses_are_kerass(size: int) -> None:
    """`Conv2D` with padding `same`, to single precision."""
    layers = open_keras().layers

    image, kernel = drawn(28, 28), drawn(size, size)
    layer: Any = layers.Conv2D(1, size, padding="same", activation="relu")
    layer.build((None, 28, 28, 1))
    layer.set_weights([kernel[:, :, None, None], np.array([0.25])])
    expected = np.asarray(layer(image[None, :, :, None].astype(np.float32)))[0, :, :, 0]
    assert filters.responses(image, kernel[None], np.array([0.25]))[0] == pytest.approx(expected, abs=1e-5)


def test_by_hand_a_kernel_answers_where_its_pattern_is() -> None:
    """A step from dark to light is found on its edge; the border counts as dark."""
    image = np.array([[0, 0, 1, 1], [0, 0, 1, 1]], np.float64)
    edge = np.array([[-1, 0, 1]], np.float64)
    kernels, biases = np.stack([edge, -edge, edge]), np.array([0.0, 0.0, -1.0])
    found, other, silent = filters.responses(image, kernels, biases).tolist()
    assert found == [[0, 1, 1, 0]] * 2
    assert other == [[0, 0, 0, 1]] * 2
    assert silent == [[0, 0, 0, 0]] * 2


@pytest.mark.parametrize(("height", "width"), [(3, 3), (5, 5), (4, 4), (2, 5)])
def test_a_plane_is_all_slope(height: int, width: int) -> None:
    """Whichever way it leans and however high it lies."""
    rows, columns = np.indices((height, width)).astype(np.float64)
    planes = np.stack([rows, -columns, 2 * rows - 3 * columns + 5])
    assert filters.slopes(planes) == pytest.approx(1)


def test_a_constant_kernel_has_no_slope() -> None:
    """Nothing varies, and nothing is divided by zero."""
    kernels = np.stack([np.zeros((5, 5)), np.full((5, 5), 0.1), np.full((5, 5), -3.0)])
    assert filters.slopes(kernels) == pytest.approx(0)
    assert filters.slopes(np.ones((2, 1, 1))) == pytest.approx(0)


def test_what_is_symmetric_has_no_slope() -> None:
    """A spot and a line are no edges."""
    spot = np.array([[0, 1, 0], [1, 4, 1], [0, 1, 0]], np.float64)
    line = np.array([[0, 1, 0]] * 3, np.float64)
    assert filters.slopes(np.stack([spot, line])) == pytest.approx(0)


@pytest.mark.parametrize("size", [3, 5, 4])
def test_of_random_kernels_a_plane_explains_two_parts_of_n_minus_one(size: int) -> None:
    """What the report calls chance, within four standard errors; and R² by numpy's own least squares."""
    kernels = drawn(20_000, size, size)
    found = filters.slopes(kernels)
    error = found.std() / np.sqrt(len(found))
    assert abs(found.mean() - 2 / (size * size - 1)) < 4 * error
    rows, columns = np.indices((size, size)).reshape(2, -1)
    design = np.stack([np.ones(size * size), rows, columns], axis=1)
    for kernel, share in zip(kernels[:20].reshape(20, -1), found[:20], strict=True):
        residual = np.linalg.lstsq(design, kernel, rcond=None)[1][0]
        assert share == pytest.approx(1 - residual / ((kernel - kernel.mean()) ** 2).sum())


@pytest.fixture
def cnn(pw04: Lab) -> Case:
    """Return the lab's smallest convolutional network."""
    return next(case for case in pw04.cases if case.key == "cnn_digits.25")


def with_kernel(case: Case, evidence: Evidence, kernel: NDArray[np.float64], bias: NDArray[np.float64]) -> Evidence:
    """Return evidence whose first filters are these, (height, width, 1, filters)."""
    name = next(layer.name for layer in case.experiment.model.layers if layer.kind == "Conv2D")
    weights = {f"{name}/kernel": kernel.astype(np.float32), f"{name}/bias": bias.astype(np.float32)}
    result = replace(evidence.result(case), weights=weights)
    return replace(evidence, results={**evidence.results, case.experiment: result})


def test_edge_detectors_are_counted(cnn: Case, evidence: Evidence) -> None:
    """Three planes, six spots; chance makes 2 of 24 parts."""
    rows, columns = np.indices((5, 5)).astype(np.float64)
    spot = -((rows - 2) ** 2) - (columns - 2) ** 2
    kernels = [rows, columns, rows + columns, *[spot] * 6]
    given = with_kernel(cnn, evidence, np.stack(kernels, axis=-1)[:, :, None, :], np.zeros(9))
    found = {answer.id: answer for answer in filters.answers("here", cnn, given)}
    values = {name.removeprefix("here."): answer.value for name, answer in found.items()}
    assert (values["case"], values["count"], values["shape"], values["edges"]) == ("25", 9, (5, 5), 3)
    assert values["mean"] == pytest.approx(1 / 3)
    assert values["chance"] == pytest.approx(2 / 24)
    assert values["image"] == str(evidence.datasets["mnist"].y_test[0])
    assert values["threshold"] == filters.EDGE


def test_the_picture_shows_filters_above_and_responses_below(cnn: Case, evidence: Evidence) -> None:
    """Zero is mid-grey, the largest weight white or black; a filter that copies shows the image itself."""
    copies = np.zeros((5, 5, 1, 9))
    copies[2, 2] = 1
    (figure,) = filters.figures("here", cnn, with_kernel(cnn, evidence, copies, np.zeros(9)))
    grid = figure.plot
    assert isinstance(grid, ImageGrid)
    assert grid.images.shape == (18, 30, 30)
    assert grid.captions == (*"123456789", *[""] * 9)
    enlarged = np.asarray(grid.images[0])
    assert (enlarged[12:18, 12:18] == 255).all()
    assert set(np.unique(enlarged[:12])) == {128}
    image = evidence.datasets["mnist"].x_test[0]
    shown = np.asarray(grid.images[9])
    assert (shown[1:29, 1:29] == np.rint(image * (255 / image.max()))).all()
    assert shown[0].max() == shown[:, 0].max() == shown[29].max() == shown[:, 29].max() == 0


def test_filters_that_answer_nothing_are_black(cnn: Case, evidence: Evidence) -> None:
    """A bias far below zero: ReLU leaves nothing, and nothing is divided by zero."""
    given = with_kernel(cnn, evidence, drawn(5, 5, 1, 9), np.full(9, -100.0))
    (figure,) = filters.figures("here", cnn, given)
    assert isinstance(figure.plot, ImageGrid)
    assert np.asarray(figure.plot.images)[9:].max() == 0


@pytest.mark.parametrize("stage", ["{filters=12, kernel=1}", "{filters=2, kernel=2}", "{filters=2, kernel=31}"])
def test_any_kernel_that_can_be_trained_can_be_told_of(digits: Dataset, stage: str) -> None:
    """A lab may have kernels of one pixel, which have no slope, and kernels larger than the image."""
    lab = load_lab("pw04", (f"cnn_digits.stages=[{stage}]",)).only(["cnn_digits"])
    results = {case.experiment: stand_in(case, digits) for case in lab.cases}
    evidence = Evidence(lab.cases, results, {"mnist": digits})
    found = {answer.id: answer.value for answer in filters.answers("here", lab.cases[0], evidence)}
    assert 0 <= found["here.chance"] <= 1
    (figure,) = filters.figures("here", lab.cases[0], evidence)
    assert isinstance(figure.plot, ImageGrid)
    assert len(figure.plot.images) == 2 * min(filters.MOST, found["here.count"])
