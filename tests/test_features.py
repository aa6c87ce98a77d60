"""What a network reads, against scikit-image; and the changes of images, against NumPy."""

import os
from pathlib import Path

import numpy as np
import pytest
from skimage.feature import hog

from reportgen import datasets
from reportgen.errors import ModelError
from reportgen.features import enlarged, extract, picture, rescaled, rotated, size
from reportgen.features.hog import CHUNK
from reportgen.spec import Dataset, Features, Floats, Hog, Images, Pixels

SHARED = Path(os.environ.get("REPORTGEN_DATA") or Path(__file__).parents[2] / "shared" / "data")
SETTINGS = [Hog(orientations=n, pixels_per_cell=p) for n, p in ((8, 4), (4, 4), (8, 7), (9, 8), (6, 5), (12, 14))]
EDGE = np.repeat([[0] * 14 + [200] * 14], 28, axis=0).astype(np.uint8)
"""A vertical edge in the middle of an image."""


def name(features: Hog) -> str:
    """Return settings as a lab writes them: orientations and pixels per cell."""
    return f"{features.orientations}-{features.pixels_per_cell}"


def by_scikit_image(features: Hog, images: Images) -> Floats:
    """Return the histograms of one image after the other."""
    cell = (features.pixels_per_cell, features.pixels_per_cell)
    floats = images.astype(np.float32) / np.float32(255)
    return np.stack([hog(image, features.orientations, cell, (1, 1)) for image in floats])


@pytest.fixture(scope="module")
def images(digits: Dataset) -> Images:
    """Return 1,000 images: digits, random values, and edges of exactly 0, 45, 90 and 135 degrees, steep and gentle."""
    random = np.random.default_rng(0).integers(0, 256, (300, 28, 28), np.uint8)
    row, column = np.indices((28, 28))
    slopes = [row + column, row - column + 27, row, column]
    edges = [(slope >= at) * height for slope in slopes for at in (9, 13, 20) for height in (1, 77, 255)]
    ramps = [slope * step + low for slope in slopes for step in (1, 2, 3, 4) for low in (0, 1, 10, 39)]
    return np.concatenate([digits.x_train[:600], random, np.array(edges + ramps, np.uint8)])


def test_the_images_of_this_test_are_many(images: Images) -> None:
    """Ramps in each of four directions have values whose float32 differences are equal, and nearly equal."""
    assert images.shape == (1000, 28, 28)


@pytest.mark.parametrize("features", SETTINGS, ids=name)
def test_histograms_are_those_of_scikit_image(features: Hog, images: Images) -> None:
    """Whole cells or not, few orientations or many; edges on the border of two bins go where scikit-image puts them."""
    read = extract(features, images)
    assert read.dtype == np.float32
    assert read.shape == (1000, size(features, (28, 28)))
    assert np.abs(read - by_scikit_image(features, images)).max() < 1e-6


def test_histograms_of_real_digits_are_those_of_scikit_image() -> None:
    """So they are on MNIST, where it is found."""
    if not (SHARED / "mnist.npz").is_file():
        pytest.skip(f"no real MNIST: {SHARED / 'mnist.npz'} is not there (set REPORTGEN_DATA)")
    real = datasets.load("mnist", "real", SHARED).x_train[::60]
    assert np.abs(extract(SETTINGS[0], real) - by_scikit_image(SETTINGS[0], real)).max() < 1e-6


def test_images_need_not_be_square() -> None:
    """Rows of cells come first, then columns, then orientations."""
    wide = np.random.default_rng(1).integers(0, 256, (20, 30, 45), np.uint8)
    features = Hog(orientations=7, pixels_per_cell=7)
    assert size(features, (30, 45)) == 4 * 6 * 7
    assert np.abs(extract(features, wide) - by_scikit_image(features, wide)).max() < 1e-6


def test_an_upright_edge_is_in_the_first_bin() -> None:
    """By hand: only the two cells beside the edge have gradients, all of them at 0 degrees."""
    read = extract(Hog(orientations=4, pixels_per_cell=7), EDGE[None]).reshape(4, 4, 4)
    expected = np.zeros((4, 4, 4))
    expected[:, 1:3, 0] = 1
    assert np.allclose(read, expected, atol=1e-6)


def test_pixels_are_divided_by_255(digits: Dataset) -> None:
    """In float32, and in the shape of the images."""
    read = extract(Pixels(), digits.x_test)
    assert read.dtype == np.float32
    assert np.array_equal(read, digits.x_test.astype(np.float32) / np.float32(255))


@pytest.mark.parametrize("features", [Pixels(), SETTINGS[0]], ids=["pixels", "hog"])
def test_an_image_is_read_alike_alone_and_among_others(features: Features, images: Images) -> None:
    """Where a chunk ends does not matter, to the last bit; no images make no numbers."""
    some = images[500 : 500 + 2 * CHUNK - 1]
    together = extract(features, some)
    for part in (slice(0, 1), slice(CHUNK - 1, CHUNK + 2), slice(-3, None)):
        assert np.array_equal(extract(features, some[part]), together[part])
    assert extract(features, some[:0]).shape == (0, *together.shape[1:])


@pytest.mark.parametrize(
    ("features", "shape", "expected"),
    [
        (Pixels(), (28, 28), 784),
        (Hog(orientations=8, pixels_per_cell=4), (28, 28), 392),
        (Hog(orientations=6, pixels_per_cell=5), (28, 28), 150),
        (Hog(orientations=9, pixels_per_cell=8), (64, 48), 432),
        (Hog(orientations=1, pixels_per_cell=28), (28, 28), 1),
    ],
)
def test_size_counts_whole_cells(features: Features, shape: tuple[int, int], expected: int) -> None:
    """What is left at the right and at the bottom is not read."""
    assert size(features, shape) == expected
    assert extract(features, np.zeros((1, *shape), np.uint8)).size == expected


@pytest.mark.parametrize(
    ("features", "message"),
    [
        (
            Hog(orientations=8, pixels_per_cell=21),
            "of images of 28 x 20 pixels: expected pixels_per_cell from 1 to 20; received 21",
        ),
        (Hog(orientations=8, pixels_per_cell=0), "expected pixels_per_cell from 1 to 20; received 0"),
        (Hog(orientations=0, pixels_per_cell=4), "expected orientations >= 1; received 0"),
    ],
)
def test_histograms_of_nothing_are_an_error(features: Hog, message: str) -> None:
    """A cell larger than the image, an empty one, no orientations: named, before anything is divided by zero."""
    image = np.zeros((28, 20), np.uint8)
    for use in (
        lambda: size(features, image.shape),
        lambda: extract(features, image[None]),
        lambda: picture(features, image),
    ):
        with pytest.raises(ModelError, match=message):
            use()


@pytest.mark.parametrize("features", SETTINGS, ids=name)
def test_histograms_hardly_see_contrast_and_brightness(features: Hog, digits: Dataset) -> None:
    """Each cell has its own norm: half the contrast, and grey added, leave all but what rounding does.

    Gradients of exactly 45 degrees lie between two bins: there the last bit of a difference decides, and grey moves it.
    """
    half = np.rint(digits.x_test * 0.5).astype(np.uint8)
    before, dark, grey = (extract(features, images) for images in (digits.x_test, half, half + np.uint8(64)))
    length = np.linalg.norm(before, axis=1).mean()
    assert np.linalg.norm(dark - before, axis=1).mean() < 0.1 * length
    assert np.linalg.norm(grey - dark, axis=1).mean() < 0.01 * length
    assert np.median(np.linalg.norm(grey - dark, axis=1)) < 1e-6 * length


@pytest.mark.parametrize("features", SETTINGS, ids=name)
def test_histograms_see_rotation(features: Hog, digits: Dataset) -> None:
    """A digit on its side is another thing."""
    before, after = extract(features, digits.x_test), extract(features, rotated(digits.x_test, 90))
    assert np.linalg.norm(after - before, axis=1).mean() > 0.5 * np.linalg.norm(before, axis=1).mean()


def test_rotation_is_counter_clockwise_about_the_centre(digits: Dataset) -> None:
    """A quarter turn is NumPy's, four eighths are nearly two quarters, and the corners come in black."""
    quarter = rotated(digits.x_test, 90)
    assert quarter.dtype == np.uint8
    assert np.array_equal(quarter, np.rot90(digits.x_test, axes=(1, 2)))
    eighth = rotated(np.full((1, 28, 28), 255, np.uint8), 45)[0]
    assert (eighth[0, 0], eighth[14, 14], eighth[27, 27]) == (0, 255, 0)


def test_rescaling_keeps_size_and_centre() -> None:
    """By hand: a block of 12 x 16 pixels becomes one of 6 x 8, or 24 x 32 of which 24 x 28 are seen."""
    block = np.zeros((1, 28, 28), np.uint8)
    block[:, 8:20, 6:22] = 200
    small, large = np.zeros_like(block), np.zeros_like(block)
    small[:, 11:17, 10:18] = 200
    large[:, 2:26] = 200
    assert np.array_equal(rescaled(block, 0.5), small)
    seen = rescaled(block, 2)
    assert np.abs(seen.astype(int) - large).max() <= 50, "bilinear: an edge is soft"
    assert np.array_equal(seen[0] > 100, large[0] > 100)
    assert np.array_equal(rescaled(block, 1), block)


def test_the_picture_shows_whole_strokes() -> None:
    """Eight times larger; the strongest stroke is white from end to end, not only where strokes cross."""
    drawn = picture(Hog(orientations=8, pixels_per_cell=4), EDGE)
    assert drawn.dtype == np.uint8
    assert (drawn.shape, drawn.max()) == ((224, 224), 255)
    white = np.argwhere(drawn == 255)
    assert len(white) > 3 * 7 * 2 * 30 / 2, "a thick stroke in most of the cells beside the edge"
    assert not drawn[:, :80].any()
    assert not drawn[:, 144:].any()


def test_the_picture_has_strokes_along_the_edge() -> None:
    """Upright strokes for an upright edge, lying ones for a lying edge."""
    features = Hog(orientations=8, pixels_per_cell=14)
    for edge, longer in ((EDGE, 0), (EDGE.T, 1)):
        rows, columns = np.nonzero(picture(features, edge)[:112, :112])
        extent = (np.ptp(rows), np.ptp(columns))
        assert extent[longer] > 2 * extent[1 - longer]


def test_an_image_is_enlarged_to_the_size_of_the_picture() -> None:
    """It stands beside the picture; flat areas keep their values, the edge stays in the middle."""
    large = enlarged(EDGE)
    assert large.dtype == np.uint8
    assert large.shape == picture(SETTINGS[0], EDGE).shape == (224, 224)
    assert np.array_equal(large > 100, np.repeat(np.repeat(EDGE, 8, axis=0), 8, axis=1) > 100)
    assert set(large[:, :107].ravel()) == {0}
    assert set(large[:, 117:].ravel()) == {200}


def test_the_picture_of_nothing_is_black() -> None:
    """No gradient, no stroke; no division by zero."""
    drawn = picture(Hog(orientations=8, pixels_per_cell=4), np.full((28, 28), 9, np.uint8), scale=4)
    assert (drawn.shape, drawn.max()) == ((112, 112), 0)
