"""Which classes are taken for which: the confusion matrix and what it says."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from reportgen.losses import confidence, predictions
from reportgen.spec import Dataset, Images, Labels, Result

Matrix = NDArray[np.int64]
Counted = TypeVar("Counted", "Cell", "Pair")


@dataclass(frozen=True)
class Cell:
    """Images of class `true` that were predicted as `predicted`; `share` is of the images of `true`."""

    true: str
    predicted: str
    count: int
    share: float


@dataclass(frozen=True)
class Pair:
    """Two classes confused in either direction; `share` is of the images of both classes."""

    first: str
    second: str
    count: int
    share: float


@dataclass(frozen=True)
class Mistake:
    """A wrong prediction: the image's index in the test set and the probability of the predicted class."""

    index: int
    true: str
    predicted: str
    probability: float


@dataclass(frozen=True)
class Likeness:
    """Two classes, the correlation of their mean training images, and its rank among all pairs (1 = most alike)."""

    first: str
    second: str
    correlation: float
    rank: int


def matrix(labels: Labels, predicted: Labels, classes: int) -> Matrix:
    """Return the confusion matrix (classes, classes): rows are the true classes, columns the predicted ones."""
    flat = labels.astype(np.int64) * classes + predicted
    return np.bincount(flat, minlength=classes * classes).reshape(classes, classes)


def of_result(result: Result, dataset: Dataset) -> Matrix:
    """Return the confusion matrix of a result on the test set."""
    return matrix(dataset.y_test, predictions(result.test), len(dataset.info.classes))


def cells(counts: Matrix, classes: tuple[str, ...], most: int = 5) -> tuple[Cell, ...]:
    """Return the largest cells off the diagonal, ties kept together; the largest first."""
    sizes = counts.sum(axis=1)
    found = [
        Cell(classes[i], classes[j], int(counts[i, j]), float(counts[i, j] / sizes[i]))
        for i, j in zip(*np.nonzero(counts), strict=True)
        if i != j
    ]
    return _largest(found, most)


def pairs(counts: Matrix, classes: tuple[str, ...], most: int = 5) -> tuple[Pair, ...]:
    """Return the unordered pairs that are confused most, ties kept together; the largest first."""
    sizes = counts.sum(axis=1)
    both = counts + counts.T
    found = [
        Pair(classes[i], classes[j], int(both[i, j]), float(both[i, j] / (sizes[i] + sizes[j])))
        for i, j in zip(*np.nonzero(np.triu(both, 1)), strict=True)
    ]
    return _largest(found, most)


def mistakes(
    probabilities: NDArray[np.floating], labels: Labels, classes: tuple[str, ...], most: int = 10
) -> tuple[Mistake, ...]:
    """Return the wrong predictions that were made with the highest probability, the surest first."""
    predicted = predictions(probabilities)
    wrong = np.flatnonzero(predicted != labels)
    sure = confidence(probabilities)
    order = wrong[np.argsort(-sure[wrong], kind="stable")][:most]
    return tuple(Mistake(int(i), classes[labels[i]], classes[predicted[i]], float(sure[i])) for i in order)


def class_means(images: Images, labels: Labels, classes: int) -> NDArray[np.float64]:
    """Return the mean image of each class, float64 (classes, height, width)."""
    return np.stack([images[labels == k].mean(axis=0, dtype=np.float64) for k in range(classes)])


def likenesses(images: Images, labels: Labels, classes: tuple[str, ...]) -> tuple[Likeness, ...]:
    """Return how alike the classes look: Pearson's correlation of their mean images, the most alike first."""
    means = class_means(images, labels, len(classes)).reshape(len(classes), -1)
    correlation = np.atleast_2d(np.corrcoef(means))
    rows, columns = np.triu_indices(len(classes), 1)
    order = np.argsort(-correlation[rows, columns], kind="stable")
    return tuple(
        Likeness(classes[rows[k]], classes[columns[k]], float(correlation[rows[k], columns[k]]), rank)
        for rank, k in enumerate(order, start=1)
    )


def _largest(found: Iterable[Counted], most: int) -> tuple[Counted, ...]:
    """Return the `most` largest; the ties of the last one come along if they are few, else they all stay out."""
    ordered = sorted(found, key=lambda item: -item.count)
    if len(ordered) <= most:
        return tuple(ordered)
    last = ordered[most - 1].count
    with_ties = tuple(item for item in ordered if item.count >= last)
    without = tuple(item for item in ordered if item.count > last)
    return with_ties if len(with_ties) <= 2 * most or not without else without
