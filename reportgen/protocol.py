"""Which images train, which choose, which judge.

`course`: all training images train; the test set is also the validation set, as in the course's notebooks.
`holdout`: a stratified twelfth of the training images (5,000 of MNIST's 60,000) is held out to choose the epoch and
the case; the test set is used once.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportgen.spec import Dataset, Inputs, Labels, Protocol

HELD_OUT = 1 / 12
MONITORED = 10_000
"""Training images on which loss and accuracy are measured after each epoch, without dropout."""

Indices = NDArray[np.intp]


def split(labels: Labels, protocol: Protocol) -> tuple[Indices, Indices]:
    """Return the indices of the images that train and of those held out, each in increasing order.

    The held-out share is the same in every class, up to one image; the seed is fixed.
    """
    everything = np.arange(len(labels))
    if protocol == "course":
        return everything, everything[:0]
    held = np.sort(_stratified(labels, round(len(labels) * HELD_OUT)))
    return np.setdiff1d(everything, held), held


def validation(data: Dataset | Inputs, protocol: Protocol) -> tuple[NDArray[Any], Labels]:
    """Return the images, or what networks read of them, and the labels of the validation set under a protocol."""
    if protocol == "course":
        return data.x_test, data.y_test
    _, held = split(data.y_train, protocol)
    return data.x_train[held], data.y_train[held]


def monitored(training: Indices) -> Indices:
    """Return the fixed training images on which each epoch is measured, in increasing order."""
    if len(training) <= MONITORED:
        return training
    return np.sort(_frozen_rng().permutation(training)[:MONITORED])


def _frozen_rng() -> np.random.RandomState:
    """Return NumPy's legacy generator, whose stream never changes between releases (NEP 19)."""
    return np.random.RandomState(0)


def _stratified(labels: Labels, count: int) -> Indices:
    """Draw `count` images, the classes in proportion: whole quotas, then the largest remainders."""
    rng = _frozen_rng()
    classes, sizes = np.unique(labels, return_counts=True)
    quotas = sizes * count / len(labels)
    taken = np.floor(quotas).astype(int)
    taken[np.argsort(taken - quotas, kind="stable")[: count - taken.sum()]] += 1
    drawn = [rng.permutation(np.flatnonzero(labels == name))[:n] for name, n in zip(classes, taken, strict=True)]
    return np.concatenate(drawn)
