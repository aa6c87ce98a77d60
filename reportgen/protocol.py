"""Which images train, which choose, which judge.

`course`: all training images train; the validation set is the dataset's own if it brings one along, else the test set,
as in the course's notebooks.
`holdout`: a stratified twelfth of the training images (5,000 of MNIST's 60,000) is held out to choose the epoch and
the case; the test set is used once. Images of one group (of one patient) stay on one side.
"""

from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from reportgen.errors import DataError
from reportgen.spec import Dataset, Groups, Inputs, Labels, Protocol

HELD_OUT = 1 / 12
MONITORED = 10_000
"""Training images on which loss and accuracy are measured after each epoch, without dropout."""

Indices = NDArray[np.intp]
ValidationSet = Literal["own", "test", "held_out"]


def split(data: Dataset | Inputs, protocol: Protocol) -> tuple[Indices, Indices]:
    """Return the indices of the images that train and of those held out, each in increasing order.

    The held-out share is the same in every class, up to one image or one group; the seed is fixed.
    """
    everything = np.arange(len(data.y_train))
    if protocol == "course":
        return everything, everything[:0]
    count = round(len(everything) * HELD_OUT)
    groups = everything.astype(np.int32) if data.groups is None else data.groups
    held = np.sort(_stratified(data.y_train, groups, count))
    return np.setdiff1d(everything, held), held


def part(labels: Labels, training: Indices, share: float) -> Indices:
    """Return a share of the images that train, the classes in proportion, in increasing order; always the same ones."""
    if share == 1:
        return training
    count = max(1, round(len(training) * share))
    chosen = _stratified(labels[training], np.arange(len(training), dtype=np.int32), count)
    return training[np.sort(chosen)]


def check(data: Dataset, protocol: Protocol) -> None:
    """Make sure that there is a validation set: a copy of the data may lack the one that it should bring along.

    Raises:
        DataError: there is none; the lab file can say where it comes from.
    """
    if protocol == "course" and data.info.val_count and data.x_val is None:
        raise DataError(
            f"{data.info.name}: expected its validation set ({data.info.val_count} images), found none in this copy",
            'get a copy that has it, or let the lab file hold out training images: training = { protocol = "holdout" }',
        )


def validation_set(data: Dataset | Inputs, protocol: Protocol) -> ValidationSet:
    """Return which images are the validation set under a protocol."""
    if protocol == "holdout":
        return "held_out"
    return "test" if data.x_val is None else "own"


def validation(data: Dataset | Inputs, protocol: Protocol) -> tuple[NDArray[Any], Labels]:
    """Return the images, or what networks read of them, and the labels of the validation set under a protocol."""
    if protocol == "holdout":
        _, held = split(data, protocol)
        return data.x_train[held], data.y_train[held]
    if data.x_val is not None and data.y_val is not None:
        return data.x_val, data.y_val
    return data.x_test, data.y_test


def monitored(training: Indices) -> Indices:
    """Return the fixed training images on which each epoch is measured, in increasing order."""
    if len(training) <= MONITORED:
        return training
    return np.sort(_frozen_rng().permutation(training)[:MONITORED])


def _frozen_rng() -> np.random.RandomState:
    """Return NumPy's legacy generator, whose stream never changes between releases (NEP 19)."""
    return np.random.RandomState(0)


def _stratified(labels: Labels, groups: Groups, count: int) -> Indices:
    """Draw `count` images, the classes in proportion: whole quotas, then the largest remainders.

    Each class gives whole groups, in an order without meaning, until its quota is reached. A group counts for the
    class of its first image.
    """
    _, first, group = np.unique(groups, return_index=True, return_inverse=True)
    labels = labels[first][group]
    rng = _frozen_rng()
    classes, sizes = np.unique(labels, return_counts=True)
    quotas = sizes * count / len(labels)
    taken = np.floor(quotas).astype(int)
    taken[np.argsort(taken - quotas, kind="stable")[: count - taken.sum()]] += 1
    drawn = [
        _whole_groups(rng.permutation(np.flatnonzero(labels == name)), groups, n)
        for name, n in zip(classes, taken, strict=True)
    ]
    return np.concatenate(drawn)


def _whole_groups(images: Indices, groups: Groups, count: int) -> Indices:
    """Return the images of as many groups, in the order of their first image, as it takes to reach `count`."""
    _, first, sizes = np.unique(groups[images], return_index=True, return_counts=True)
    order = np.argsort(first)
    enough = int(np.searchsorted(np.cumsum(sizes[order]), count)) + 1 if count else 0
    return images[np.isin(groups[images], groups[images[first[order[:enough]]]])]
