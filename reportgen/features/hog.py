"""Histograms of oriented gradients (HOG, Dalal and Triggs 2005), for many images at once.

They are those of `skimage.feature.hog` with blocks of one cell and its defaults (L2-Hys, no square root), to 1e-6;
70,000 digits take 2 s on one core instead of 41.
"""

import numpy as np
from numpy.typing import NDArray

from reportgen.errors import ModelError
from reportgen.features.pixels import scaled
from reportgen.spec import Floats, Hog, Images

CHUNK = 250
"""Images whose histograms are computed at once: few enough to stay in the processor's cache."""
CLIP, EPSILON = 0.2, 1e-5
"""Of the norm L2-Hys: the largest value before the second division, and what keeps a flat cell from dividing by 0."""


def extract(features: Hog, images: Images, training: Images | None = None) -> Floats:
    """Return the histograms of images: (n, cells down * cells across * orientations); they need no training images.

    Raises:
        ModelError: the images have no whole cell.
    """
    del training
    read = np.empty((len(images), size(features, images.shape[1:])), np.float32)
    for start in range(0, len(images), CHUNK):
        chunk = images[start : start + CHUNK]
        read[start : start + CHUNK] = _normalised(histograms(features, scaled(chunk))).reshape(len(chunk), -1)
    return read


def size(features: Hog, image_shape: tuple[int, ...]) -> int:
    """Return how many numbers the histograms of an image of this height and width have.

    Raises:
        ModelError: there are no orientations, or the cells are empty or larger than the image.
    """
    height, width = image_shape
    side = features.pixels_per_cell
    if features.orientations < 1:
        raise ModelError(f"HOG: expected orientations >= 1; received {features.orientations}")
    if not 1 <= side <= min(height, width):
        where = f"HOG of images of {height} x {width} pixels"
        raise ModelError(f"{where}: expected pixels_per_cell from 1 to {min(height, width)}; received {side}")
    return (height // side) * (width // side) * features.orientations


def histograms(features: Hog, values: Floats) -> NDArray[np.float64]:
    """Return per image and cell the mean gradient magnitude by orientation: (n * cells, orientations)."""
    bins, side = features.orientations, features.pixels_per_cell
    count, rows, columns = len(values), values.shape[1] // side, values.shape[2] // side
    across, down = (part[:, : rows * side, : columns * side] for part in _gradients(values))
    row, column = np.arange(rows * side) // side, np.arange(columns * side) // side
    cell = (np.arange(count)[:, None, None] * rows + row[:, None]) * columns + column
    edge = (across != 0) | (down != 0)  # most of a digit is flat and has no vote
    across, down = across[edge].astype(np.float64), down[edge].astype(np.float64)
    votes = cell[edge] * bins + _bins(across, down, bins)
    sums = np.bincount(votes, np.sqrt(across**2 + down**2), count * rows * columns * bins)
    return sums.reshape(-1, bins) / side**2


def _gradients(values: Floats) -> tuple[Floats, Floats]:
    """Return the differences of the two neighbours across and down, in float32 as scikit-image; 0 at the border."""
    across, down = np.zeros_like(values), np.zeros_like(values)
    np.subtract(values[:, :, 2:], values[:, :, :-2], out=across[:, :, 1:-1])
    np.subtract(values[:, 2:], values[:, :-2], out=down[:, 1:-1])
    return across, down


def _bins(across: NDArray[np.float64], down: NDArray[np.float64], bins: int) -> NDArray[np.intp]:
    """Return the bin of each gradient; a bin has its lower end, so 45 degrees has to be exact: hence float64."""
    degrees = np.arctan2(down, across) * (180 / np.pi) % 180
    ends = (180 / bins * np.arange(1, bins)).astype(np.float32)  # single precision, as in scikit-image
    return np.asarray(np.searchsorted(ends.astype(np.float64), degrees, side="right"))


def _normalised(histograms: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return each histogram by the norm L2-Hys: length 1, no value above 0.2, then length 1 again."""
    return _unit(np.minimum(_unit(histograms), CLIP))


def _unit(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(rows / np.sqrt(np.einsum("ij,ij->i", rows, rows) + EPSILON**2)[:, None])
