"""How far a change of an image moves what a network reads of it, and whether its class can still be told.

No network is asked: the numbers are of the features alone. The distance that a change moves the features is set beside
the distance to an image of another class; and each changed image is classified by the nearest unchanged training image.
The two differ where a change moves all images alike: far, yet not towards another class.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from reportgen.errors import DataError
from reportgen.features import extract, rescaled, rotated
from reportgen.spec import Dataset, Features, Images, Labels

CHANGED, NEIGHBOURS = 200, 1000
"""Test images that are changed, and unchanged training images that they are compared with."""

Change = Callable[[Images], Images]


@dataclass(frozen=True)
class Robustness:
    """What one change does to what a network reads.

    Attributes:
        change: a name of `CHANGES`; or `same_class`, `other_class`: another image instead of a changed one.
        relative_change: mean distance that the features move, 0 = not at all, 1 = as far as an image of another class.
        recognised: share of the changed images whose nearest training image is of the class that they had.
    """

    change: str
    relative_change: float
    recognised: float


@lru_cache(maxsize=8)  # no seed changes it, and the answers of each are derived
def robustness(dataset: Dataset, features: Features) -> tuple[Robustness, ...]:
    """Return what each change does; first of all none, last the two references.

    Raises:
        DataError: the test images are too few, or all of one class: there is nothing to compare with.
    """
    original, labels = _drawn(dataset.x_test, dataset.y_test, CHANGED)
    neighbours, classes = _drawn(dataset.x_train, dataset.y_train, NEIGHBOURS)
    read, learned = _read(features, original), _read(features, neighbours)
    same = labels[:, None] == labels
    versions = {name: _read(features, change(original)) for name, change in CHANGES.items()}
    versions["same_class"] = read[_next(same)]
    versions["other_class"] = read[_next(~same)]
    unit = _moved(read, versions["other_class"]) or 1.0  # of one number that never changes, nothing moves
    return tuple(
        Robustness(name, _moved(read, version) / unit, float((classes[_nearest(version, learned)] == labels).mean()))
        for name, version in versions.items()
    )


def toned(images: Images, factor: float, offset: float = 0) -> Images:
    """Return images whose values are multiplied, then raised; what leaves 0 to 255 is cut off."""
    return np.asarray(np.clip(np.rint(images * np.float64(factor) + offset), 0, 255), np.uint8)


def noisy(images: Images, amplitude: int) -> Images:
    """Return images with whole numbers added, uniform from -amplitude to amplitude; always the same ones."""
    added = np.random.RandomState(0).randint(-amplitude, amplitude + 1, images.shape)
    return np.asarray(np.clip(images + added, 0, 255), np.uint8)


def shifted(images: Images, pixels: int) -> Images:
    """Return images moved to the right; what comes in is black."""
    moved = np.zeros_like(images)
    moved[:, :, pixels:] = images[:, :, :-pixels]
    return moved


CHANGES: Mapping[str, Change] = MappingProxyType(
    {
        "none": np.copy,
        "contrast_50": partial(toned, factor=0.5),
        "contrast_25": partial(toned, factor=0.25),
        "offset_64": partial(toned, factor=0.5, offset=64),
        "noise_4": partial(noisy, amplitude=4),
        "shift_1": partial(shifted, pixels=1),
        "shift_2": partial(shifted, pixels=2),
        "rotation_15": partial(rotated, degrees=15),
        "rotation_45": partial(rotated, degrees=45),
        "scale_75": partial(rescaled, factor=0.75),
    }
)
"""The changes by name. `offset_64` halves the contrast too, so that no value is cut off."""


def _drawn(images: Images, labels: Labels, count: int) -> tuple[Images, Labels]:
    """Draw images, always the same ones: files may be sorted by class. NumPy's legacy generator never changes."""
    chosen = np.random.RandomState(0).permutation(len(labels))[:count]
    return images[chosen], labels[chosen]


def _read(features: Features, images: Images) -> NDArray[np.float64]:
    return extract(features, images).reshape(len(images), -1).astype(np.float64)


def _next(eligible: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return for each image (row) the next eligible one after it, from the first again after the last."""
    count = len(eligible)
    steps = (np.arange(count) - np.arange(count)[:, None] - 1) % count  # to itself: count - 1, the longest way
    if not eligible.any(axis=1).all():
        raise DataError(f"robustness: expected test images of two classes; received {count} of one")
    return np.asarray(np.where(eligible, steps, count).argmin(axis=1))


def _moved(before: NDArray[np.float64], after: NDArray[np.float64]) -> float:
    return float(np.linalg.norm(after - before, axis=1).mean())


def _nearest(points: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.intp]:
    squares = (others**2).sum(axis=1) - 2 * points @ others.T  # without that of the point: the same for all others
    return np.asarray(squares.argmin(axis=1))
