"""What a change of an image does to what a network reads: facts that hold by construction, and on the sample digits."""

from dataclasses import replace

import numpy as np
import pytest
from sklearn.neighbors import KNeighborsClassifier

from reportgen.answers.robustness import CHANGES, Robustness, noisy, robustness, shifted, toned
from reportgen.errors import DataError
from reportgen.spec import Dataset, Features, Hog, Pixels

HOG = Hog(orientations=8, pixels_per_cell=4)


def table(dataset: Dataset, features: Features) -> dict[str, Robustness]:
    """Return the rows by the name of the change."""
    return {row.change: row for row in robustness(dataset, features)}


@pytest.fixture(scope="module")
def pixels(digits: Dataset) -> dict[str, Robustness]:
    """Return the rows of a network that reads pixels."""
    return table(digits, Pixels())


@pytest.fixture(scope="module")
def hog(digits: Dataset) -> dict[str, Robustness]:
    """Return the rows of a network that reads histograms."""
    return table(digits, HOG)


def test_rows_come_from_no_change_to_the_references(pixels: dict[str, Robustness]) -> None:
    """No change moves nothing; another class is the unit, and hardly ever taken for the image's own."""
    assert tuple(pixels) == (*CHANGES, "same_class", "other_class")
    assert pixels["none"].relative_change == 0
    assert pixels["other_class"].relative_change == 1
    assert pixels["same_class"].relative_change < 1
    assert pixels["other_class"].recognised < 0.1


def test_the_same_digits_make_the_same_rows(digits: Dataset, hog: dict[str, Robustness]) -> None:
    """The images are drawn by a fixed seed, and the noise too."""
    assert table(digits, HOG) == hog


def test_recognition_is_scikit_learns_nearest_neighbour(digits: Dataset) -> None:
    """Where all training images fit in, they are the neighbours."""
    few = replace(digits, x_train=digits.x_train[:900], y_train=digits.y_train[:900], x_test=digits.x_test[:150])
    few = replace(few, y_test=digits.y_test[:150])
    found = table(few, Pixels())
    judge = KNeighborsClassifier(1).fit(few.x_train.reshape(900, -1).astype(float), few.y_train)
    for name in ("none", "contrast_50", "shift_2", "rotation_15"):
        right = judge.predict(CHANGES[name](few.x_test).reshape(150, -1).astype(float)) == few.y_test
        assert found[name].recognised == pytest.approx(right.mean())


def test_half_the_contrast_is_half_the_way_to_black(pixels: dict[str, Robustness]) -> None:
    """By hand: contrast moves an image along itself, a quarter of it one and a half times as far as a half."""
    ratio = pixels["contrast_25"].relative_change / pixels["contrast_50"].relative_change
    assert ratio == pytest.approx(1.5, abs=0.01)


def test_histograms_are_robust_to_contrast_and_brightness(
    pixels: dict[str, Robustness], hog: dict[str, Robustness]
) -> None:
    """They move a fraction of what pixels do, and are recognised as before."""
    for change in ("contrast_50", "contrast_25", "offset_64"):
        assert hog[change].relative_change < 0.2 < pixels[change].relative_change
        assert hog[change].recognised == pytest.approx(hog["none"].recognised, abs=0.03)


def test_histograms_are_not_robust_to_rotation_scale_and_noise(hog: dict[str, Robustness]) -> None:
    """Their limits: a turned or shrunken digit is far away; in a flat cell the norm makes faint noise loud."""
    for change in ("rotation_45", "scale_75", "noise_4"):
        assert hog[change].relative_change > 0.5
    assert hog["rotation_45"].recognised < hog["none"].recognised - 0.3


def test_more_of_a_change_moves_further(pixels: dict[str, Robustness], hog: dict[str, Robustness]) -> None:
    """Two pixels further than one, 45 degrees further than 15."""
    for rows in (pixels, hog):
        assert 0 < rows["shift_1"].relative_change < rows["shift_2"].relative_change
        assert 0 < rows["rotation_15"].relative_change < rows["rotation_45"].relative_change


def test_changes_are_what_their_names_say() -> None:
    """By hand, on values that round and values that are cut off; the size and the type stay, the original too."""
    images = np.array([[[0, 1, 100], [2, 255, 254]]], np.uint8)
    kept = images.copy()
    assert toned(images, 0.5, 64).tolist() == [[[64, 64, 114], [65, 192, 191]]]
    assert toned(images, 1, 10).tolist() == [[[10, 11, 110], [12, 255, 255]]]
    assert shifted(images, 1).tolist() == [[[0, 0, 1], [0, 2, 255]]]
    assert noisy(images, 0).tolist() == images.tolist()
    grey = np.full((2, 28, 28), 100, np.uint8)
    assert (noisy(grey, 4).min(), noisy(grey, 4).max()) == (96, 104)
    assert np.array_equal(images, kept)
    for change in CHANGES.values():
        assert change(grey).shape == grey.shape
        assert change(grey).dtype == np.uint8


def test_one_class_cannot_be_compared(digits: Dataset) -> None:
    """Without another class there is no unit; said, not divided by."""
    zeros = replace(digits, x_test=digits.x_test[digits.y_test == 0], y_test=digits.y_test[digits.y_test == 0])
    with pytest.raises(DataError, match="expected test images of two classes"):
        robustness(zeros, Pixels())
