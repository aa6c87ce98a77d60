"""The training image that is nearest to an image: whether it is a copy, or far from everything that was learned."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportgen.answers import roc
from reportgen.features import extract
from reportgen.spec import Floats, Images, Pixels

CHUNK = 5_000
"""Training images that are compared at a time."""

Distances = NDArray[np.float64]


@dataclass(frozen=True)
class Nearness:
    """Distances of the images of a group to their nearest training images.

    Attributes:
        group: which images.
        images: how many.
        least: the smallest distance.
        median: of the distances.
        most: the largest distance.
    """

    group: str
    images: int
    least: float
    median: float
    most: float


def nearest(images: Floats, training: Images) -> tuple[NDArray[np.intp], Distances]:
    """Return the indices of the nearest training images, and the distances to them.

    Args:
        images: pixels from 0 to 1, (n, height, width).
        training: pixels from 0 to 255, (m, height, width).

    Returns:
        Of each image the index, and the root of the summed squares of the differences of pixels from 0 to 1.
    """
    points = images.reshape(len(images), -1)
    found, best = np.zeros(len(points), np.intp), np.full(len(points), np.inf)
    for start in range(0, len(training), CHUNK):
        others = extract(Pixels(), training[start : start + CHUNK]).reshape(-1, points.shape[1])
        squares = np.einsum("ij,ij->i", others, others) - 2 * points @ others.T  # that of the point is left out
        here = squares.argmin(axis=1)
        least = squares[np.arange(len(points)), here]
        found, best = np.where(least < best, here + start, found), np.minimum(least, best)
    gaps = points.astype(np.float64) - training[found].reshape(points.shape) / 255
    return found, np.asarray(np.linalg.norm(gaps, axis=1), np.float64)


def nearness(group: str, distances: Distances) -> Nearness:
    """Summarise the distances of a group; at least one."""
    return Nearness(group, len(distances), float(distances.min()), float(np.median(distances)), float(distances.max()))


def farther(distances: Distances, reference: Distances) -> tuple[float, float, float]:
    """Return in which share of all pairs a distance is the larger one, ties half, with a 95 % interval.

    It is the area under the ROC curve of the distances as scores, and Newcombe's interval of that.
    """
    both = np.concatenate([distances, reference])
    labels = np.arange(len(both)) < len(distances)
    area = roc.area(roc.sweep(both / (2 * (both.max() or 1)), labels.astype(np.uint8)))
    return area, *roc.interval(area, len(distances), len(reference))
