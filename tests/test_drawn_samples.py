import os
import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from reportgen.canonical import array_digest
from reportgen.datasets.arrays import Arrays
from reportgen.datasets.drawing import Canvas, Dice, profile, soft, wave
from reportgen.datasets.garments import garments
from reportgen.datasets.radiographs import radiographs
from reportgen.spec import Floats, Images

GARMENTS_DIGEST = "c4e6e6902c7f06089cc8e6a1d99bd67040bd2badd113276677fde7658e83a529"
RADIOGRAPHS_DIGEST = "6338cc4b17ccbcdcdda6e51730d85e63c3b7c21752f03de2504f5b9bbf5f1a4e"
TSHIRT, TROUSER, PULLOVER, DRESS, COAT, SANDAL, SHIRT, SNEAKER, BAG, BOOT = range(10)
TOPS, OTHERS = (TSHIRT, PULLOVER, COAT, SHIRT), (SANDAL, SNEAKER, BAG, BOOT)


@pytest.fixture(scope="module")
def clothes() -> Arrays:
    """Return the garments."""
    return garments()


@pytest.fixture(scope="module")
def chests() -> Arrays:
    """Return the radiographs."""
    return radiographs()


def present(data: Arrays) -> list[NDArray[Any]]:
    """Return the arrays that a dataset has, in the order of its fields."""
    return [array for array in data if array is not None]


# ── what both have in common ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("name", "expected"), [("garments", GARMENTS_DIGEST), ("radiographs", RADIOGRAPHS_DIGEST)])
def test_samples_are_the_same_in_every_process(name: str, expected: str, request: pytest.FixtureRequest) -> None:
    """Another process draws the arrays of the golden digest too, with nothing but NumPy."""
    code = (
        f"import sys; from reportgen.canonical import array_digest; from reportgen.datasets.{name} import {name};"
        f"print(array_digest(*(array for array in {name}() if array is not None)));"
        "assert not {'sklearn', 'scipy', 'skimage', 'PIL', 'keras'} & set(sys.modules)"
    )
    environ = {**os.environ, "PYTHONHASHSEED": "1"}
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environ, check=True)
    here = request.getfixturevalue({"garments": "clothes", "radiographs": "chests"}[name])
    assert output.stdout.strip() == array_digest(*present(here)) == expected


@pytest.mark.parametrize("name", ["clothes", "chests"])
def test_no_image_is_drawn_twice(name: str, request: pytest.FixtureRequest) -> None:
    """Every image differs from every other, of the training and of the test set."""
    data: Arrays = request.getfixturevalue(name)
    images = [*data.x_train, *data.x_test]
    assert len({image.tobytes() for image in images}) == len(images)


# ── garments ────────────────────────────────────────────────────────────────────────────────────────────────


def test_garments_have_the_shape_of_fashion_mnist(clothes: Arrays) -> None:
    """uint8, 28 by 28, as many of each of ten classes; no validation set, no groups."""
    assert all(array.dtype == np.uint8 for array in present(clothes))
    assert clothes.x_train.shape == (1500, 28, 28)
    assert clothes.x_test.shape == (400, 28, 28)
    assert np.bincount(clothes.y_train).tolist() == [150] * 10
    assert np.bincount(clothes.y_test).tolist() == [40] * 10
    assert len(clothes) - len(present(clothes)) == 3


def test_garments_are_bright_on_black(clothes: Arrays) -> None:
    """Half of each image or more is black, as in Fashion-MNIST (50 %); inside there are many greys."""
    black = (clothes.x_train == 0).mean(axis=(1, 2))
    assert 0.4 < black.mean() < 0.7
    assert min(len(np.unique(image)) for image in clothes.x_train) > 30


def test_tops_resemble_each_other_more_than_shoes_and_bags(clothes: Arrays) -> None:
    """The mean images of T-shirt, pullover, coat and shirt correlate with each other, not with those of shoes."""
    means = [clothes.x_train[clothes.y_train == label].mean(axis=0).ravel() for label in range(10)]
    alike = np.corrcoef(means)
    assert alike[np.ix_(TOPS, TOPS)].min() > 0.8
    assert alike[np.ix_(TOPS, OTHERS)].max() < 0.75
    assert alike[SHIRT, TSHIRT] > alike[SHIRT, DRESS] > alike[SHIRT, BAG] > alike[SHIRT, SANDAL]
    assert alike[SNEAKER, BOOT] > alike[SNEAKER, SHIRT]


def test_nearest_mean_confuses_the_tops(clothes: Arrays) -> None:
    """The simplest classifier is far above chance, and takes tops for tops rather than for shoes."""
    means = np.stack([clothes.x_train[clothes.y_train == label].mean(axis=0) for label in range(10)])
    squares = ((clothes.x_test[:, None] / 255 - means / 255) ** 2).sum(axis=(2, 3))
    guesses = squares.argmin(axis=1)
    tops = np.isin(clothes.y_test, TOPS)
    right = guesses == clothes.y_test
    assert 0.4 < right[tops].mean() < right[~tops].mean() < 1
    assert np.isin(guesses[tops & ~right], (*TOPS, DRESS)).mean() > 0.8


# ── radiographs ─────────────────────────────────────────────────────────────────────────────────────────────


def lungs(images: Images) -> Floats:
    """Return the mean brightness of the lung fields of each image, from 0 to 1."""
    fields = np.concatenate([images[:, 40:85, 25:45], images[:, 40:85, 85:105]], axis=2)
    return np.asarray(fields.mean(axis=(1, 2)) / 255)


def test_radiographs_are_as_unbalanced_as_the_real_ones(chests: Arrays) -> None:
    """25.7 % of the training images are normal, half of the 16 for validation, 37.5 % of the test to half an image."""
    assert chests.x_val is not None
    assert chests.y_val is not None
    sizes = [(chests.x_train, chests.y_train), (chests.x_val, chests.y_val), (chests.x_test, chests.y_test)]
    for images, labels in sizes:
        assert images.dtype == labels.dtype == np.uint8
        assert images.shape == (len(labels), 128, 128)
    counts = [np.bincount(labels).tolist() for _, labels in sizes]
    assert counts == [[134, 386], [8, 8], [58, 98]]
    assert counts[0][0] / 520 == pytest.approx(1341 / 5216, abs=0.001)
    assert abs(counts[2][0] - 156 * 234 / 624) <= 0.5


def test_no_patient_is_in_two_classes(chests: Arrays) -> None:
    """Each training image has a patient, some have several images, all of one class."""
    assert chests.groups is not None
    assert chests.groups.dtype == np.int32
    assert chests.groups.shape == chests.y_train.shape
    normal, ill = (set(chests.groups[chests.y_train == label].tolist()) for label in (0, 1))
    assert not normal & ill
    assert 250 < len(normal | ill) < 450


def test_images_of_a_patient_resemble_each_other(chests: Arrays) -> None:
    """The thorax is the patient's own: two images of one differ less than images of two."""
    assert chests.groups is not None
    healthy = chests.y_train == 0
    images, groups = chests.x_train[healthy].reshape(healthy.sum(), -1)[:, ::97] / 255, chests.groups[healthy]
    apart = np.sqrt(((images[:, None] - images) ** 2).mean(axis=2))
    same = (groups[:, None] == groups) & ~np.eye(len(groups), dtype=bool)
    assert apart[same].mean() < apart[groups[:, None] != groups].mean()


def test_lungs_are_dark_between_bright_bones(chests: Arrays) -> None:
    """A healthy lung is darker than the spine between the two and than the abdomen below; corners are black."""
    healthy = chests.x_train[chests.y_train == 0] / 255
    lung, spine = lungs(chests.x_train[chests.y_train == 0]), healthy[:, 40:85, 60:68].mean(axis=(1, 2))
    assert (lung + 0.2 < spine).all()
    assert (lung < healthy[:, 110:120, 40:88].mean(axis=(1, 2))).all()
    assert healthy[:, :8, :8].mean() < 0.15


def test_ill_lungs_are_brighter(chests: Arrays) -> None:
    """Opacities are bright; some of the ill are as dark as some of the healthy."""
    healthy, ill = (lungs(chests.x_train[chests.y_train == label]) for label in (0, 1))
    assert ill.mean() > healthy.mean() + 0.1
    assert ill.min() < healthy.max()


def test_most_of_the_test_set_comes_from_another_machine(chests: Arrays) -> None:
    """Its healthy lungs lie between the healthy and the ill of the training set; it has less contrast."""
    healthy, ill = (lungs(chests.x_train[chests.y_train == label]).mean() for label in (0, 1))
    assert healthy + 0.02 < lungs(chests.x_test[chests.y_test == 0]).mean() < ill - 0.02
    assert chests.x_test.std(axis=(1, 2)).mean() < chests.x_train.std(axis=(1, 2)).mean()


# ── what they are drawn with ────────────────────────────────────────────────────────────────────────────────


def test_profile_is_linear_interpolation() -> None:
    """As NumPy's, to the rounding of float32."""
    at = np.linspace(-2, 2, 101, dtype=np.float32)
    places, values = (-1.0, 0.0, 0.25, 1.5), (0.5, 2.0, -1.0, 0.0)
    broken = profile(at, *zip(places, values, strict=True))
    np.testing.assert_allclose(broken, np.interp(at, places, values), atol=1e-6)


def test_ellipse_has_its_area() -> None:
    """The cover of a shape sums to its area, pi r s, wherever it lies."""
    canvas = Canvas(100, shift=(0.1, -0.05))
    area = canvas.ellipse((0.2, 0.1), (0.5, 0.4)).sum() * (2 / 100) ** 2
    assert area == pytest.approx(np.pi * 0.5 * 0.4, rel=0.01)


def test_stroke_has_round_ends_on_both_sides() -> None:
    """A line covers length by width and a disc; mirrored, twice of it."""
    canvas = Canvas(200)
    one = canvas.stroke((0.2, -0.3), (0.6, 0.0), 0.1)
    both = canvas.stroke((0.2, -0.3), (0.6, 0.0), 0.1, canvas.aside)
    assert one.sum() * 0.01**2 == pytest.approx(0.5 * 0.1 + np.pi * 0.05**2, rel=0.01)
    np.testing.assert_allclose(both, np.maximum(one, one[:, ::-1]), atol=1e-4)


def test_painting_and_shading() -> None:
    """Paint covers what is there, shade multiplies it; where there is no cover, nothing changes."""
    canvas = Canvas(4)
    left = soft(-canvas.x, 0.1)
    canvas.paint(left, 0.8)
    canvas.shade(np.ones_like(left), 0.5)
    assert canvas.light.tolist() == [pytest.approx([0.4, 0.4, 0, 0])] * 4


def test_wave_rises_and_falls_once_a_period() -> None:
    """0 at the ends of a period, 1 in its middle."""
    assert wave(np.array([-0.5, 0, 0.25, 0.5, 0.75], np.float32), 0.5).tolist() == [0, 0, 1, 0, 1]


def test_dice_stay_within_their_bounds() -> None:
    """Numbers lie within the bounds, counts reach both, noise has mean 0 and standard deviation 1."""
    dice = Dice(1)
    assert {dice.count(1, 3) for _ in range(50)} == {1, 2, 3}
    drawn = [dice.within((-0.25, 0.5)) for _ in range(500)]
    assert -0.25 <= min(drawn) < -0.2 < 0.45 < max(drawn) < 0.5
    grain = dice.grain(128)
    assert grain.mean() == pytest.approx(0, abs=0.02)
    assert grain.std() == pytest.approx(1, abs=0.02)
