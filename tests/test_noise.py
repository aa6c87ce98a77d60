"""Salt-and-pepper noise and shifts, against what their definitions say and against SciPy."""

import numpy as np
import pytest
from scipy import ndimage, stats

from reportgen.changes import changed
from reportgen.noise import noisy
from reportgen.spec import Floats, SaltAndPepper, Shift

GREY = np.full((500, 28, 28), 0.5, np.float32)


def digits_like(count: int) -> Floats:
    """Return images with values of every kind, the same each time."""
    return np.random.default_rng(3).random((count, 9, 7)).astype(np.float32)


@pytest.mark.parametrize("level", [0.1, 0.4, 0.9])
def test_a_level_is_the_probability_that_a_pixel_is_replaced(level: float) -> None:
    """Half of the replaced ones are black, half white, the others are as they were: no binomial test objects."""
    changed = noisy(GREY, SaltAndPepper((level,)))
    black, white = int((changed == 0).sum()), int((changed == 1).sum())
    assert set(np.unique(changed)) == {0, 0.5, 1}
    assert stats.binomtest(black + white, GREY.size, level).pvalue > 0.001
    assert stats.binomtest(black, black + white, 0.5).pvalue > 0.001


def test_level_0_changes_nothing_and_level_1_leaves_nothing() -> None:
    """The ends of the scale."""
    images = digits_like(20)
    assert np.array_equal(noisy(images, SaltAndPepper((0.0,))), images)
    assert set(np.unique(noisy(images, SaltAndPepper((1.0,))))) == {0, 1}


def test_what_is_replaced_at_one_level_is_replaced_at_a_higher_one() -> None:
    """Levels are compared on the same draws."""
    images = digits_like(50)
    low, high = (noisy(images, SaltAndPepper((level,))) != images for level in (0.2, 0.6))
    assert (low <= high).all()


def test_the_same_images_have_the_same_noise_and_others_have_another() -> None:
    """Noise depends on the images: neither on the shape of the array nor on what was drawn before."""
    images = digits_like(30)
    first = noisy(images, SaltAndPepper((0.3,)))
    assert np.array_equal(first, noisy(images.reshape(30, -1), SaltAndPepper((0.3,))).reshape(images.shape))
    others = images.copy()
    others[0, 0, 0] = 0.25
    assert not np.array_equal((first != images)[1:], (noisy(others, SaltAndPepper((0.3,))) != others)[1:])
    assert images.max() < 1, "the given images are left alone"


def test_each_image_has_one_of_several_levels() -> None:
    """The shares of replaced pixels gather at the levels, a third of the images at each."""
    shares = (noisy(GREY, SaltAndPepper((0.0, 0.3, 0.8))) != 0.5).mean(axis=(1, 2))
    nearest = np.abs(shares[:, None] - np.array([0.0, 0.3, 0.8])).argmin(axis=1)
    assert (np.abs(shares - np.array([0.0, 0.3, 0.8])[nearest]) < 0.09).all()  # five standard deviations
    assert stats.chisquare(np.bincount(nearest)).pvalue > 0.001


@pytest.mark.parametrize(("down", "right"), [(0, 0), (2, 0), (-3, 0), (0, 4), (1, -2), (20, 0), (0, -20)])
def test_a_shift_is_scipys(down: int, right: int) -> None:
    """Black comes in from the edges; a shift beyond the image leaves it black."""
    images = digits_like(5)
    expected = ndimage.shift(images, (0, down, right), order=0, mode="constant", cval=0)
    assert np.array_equal(changed(images, Shift(down=down, right=right)), expected)
