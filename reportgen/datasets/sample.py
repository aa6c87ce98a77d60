"""Sample data that needs no download: the handwritten digits of scikit-learn, made to look like MNIST.

The 8 x 8 images (grey levels 0 to 16) become 28 x 28: 20 x 20 for the image itself, the rest margin, by cubic
interpolation (Keys 1981, a = -1/2) and a steeper contrast. All of it is integer arithmetic, and the split is
by NumPy's frozen generator: the same bytes in every process, on every platform.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportgen.datasets.arrays import Arrays
from reportgen.errors import DataError
from reportgen.spec import Images

SEED = 0
TEST_PER_CLASS = 36
_SIZE, _SMALL_SIZE = 28, 8
_DARKEST, _BRIGHTEST = 4, 13  # grey levels (of 16) that become 0 and 255


def digits() -> Arrays:
    """Return the 1,797 digits: 1,437 for training, and 36 of each class, 360, for the test."""
    table = _table()
    images, labels = enlarged(table[:, :-1]), table[:, -1].astype(np.uint8)
    train, test = _stratified_split(labels)
    return Arrays(images[train], labels[train], images[test], labels[test])


def enlarged(small: NDArray[np.int64]) -> Images:
    """Return images (n, 64) of grey levels 0 to 16 as uint8 images (n, 28, 28), ink bright on black."""
    weights, unit = _cubic_weights()
    levels = weights @ small.reshape(-1, _SMALL_SIZE, _SMALL_SIZE) @ weights.T
    low, high = _DARKEST * unit**2, _BRIGHTEST * unit**2
    return ((levels.clip(low, high) - low) * 255 // (high - low)).astype(np.uint8)


def _cubic_weights() -> tuple[NDArray[np.int64], int]:
    """Return the weight of each of 8 pixels in each of 28, as integers, and the integer that stands for 1.

    Pixel i of 28 lies at (i + 0.5 - 4) * 8 / 20 - 0.5 = (4 i - 19) / 10 among the 8: every distance is a
    whole number of tenths.
    """
    tenths = np.abs(4 * np.arange(_SIZE)[:, None] - 19 - 10 * np.arange(_SMALL_SIZE))
    near = 3 * tenths**3 - 50 * tenths**2 + 2000
    far = -(tenths**3) + 50 * tenths**2 - 800 * tenths + 4000
    return np.where(tenths <= 10, near, np.where(tenths < 20, far, 0)).astype(np.int64), 2000


def _stratified_split(labels: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the indices of the training and of the test set, each in an order without meaning."""
    random = np.random.RandomState(SEED)
    is_test = np.zeros(len(labels), np.bool_)
    for label in np.unique(labels):
        is_test[random.permutation(np.flatnonzero(labels == label))[:TEST_PER_CLASS]] = True
    return random.permutation(np.flatnonzero(~is_test)), random.permutation(np.flatnonzero(is_test))


def _table() -> NDArray[np.int64]:
    """Return 64 grey levels and the label of each digit, (1797, 65).

    The file behind scikit-learn's `load_digits` is read directly: importing scikit-learn takes seconds.
    """
    package = find_spec("sklearn")
    if package is None or not package.submodule_search_locations:
        raise DataError("sample data: scikit-learn is not installed", "pip install scikit-learn")
    path = Path(package.submodule_search_locations[0], "datasets", "data", "digits.csv.gz")
    return np.loadtxt(path, delimiter=",", dtype=np.int64) if path.is_file() else _table_of_load_digits()


def _table_of_load_digits() -> NDArray[np.int64]:
    from sklearn.datasets import load_digits

    bunch: Any = load_digits()
    return np.column_stack([bunch.data, bunch.target]).astype(np.int64)
