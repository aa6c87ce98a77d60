"""Data: where it comes from, what it is, what networks read of it."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Images = NDArray[np.uint8]
Labels = NDArray[np.uint8]
Floats = NDArray[np.float32]
Groups = NDArray[np.int32]
"""A number per image; images of one group (of one patient) must not be on both sides of a split."""
Origin = Literal["real", "sample"]


@dataclass(frozen=True)
class Source:
    """Where data comes from and on which terms; printed in every report that uses it."""

    attribution: str
    licence: str
    url: str


@dataclass(frozen=True)
class DatasetInfo:
    """A registered dataset; its title and class names stand in the labels of each language.

    Attributes:
        name: the registered name, which lab files use.
        image_shape: height and width in pixels, of grey images.
        classes: language-neutral class ids, in the order of the integer labels.
        train_count: images of the real training set.
        test_count: images of the real test set.
        digest: SHA-256 of the real arrays (`canonical.array_digest` of the arrays of a `Dataset`); nothing for data
            whose copies differ in size or compression, and which its file names identify.
        real: source of the real data.
        sample: source of the sample data that stands in for it.
        val_count: images of the validation set that the real data brings along, if any.
    """

    name: str
    image_shape: tuple[int, int]
    classes: tuple[str, ...]
    train_count: int
    test_count: int
    digest: str
    real: Source
    sample: Source
    val_count: int = 0


@dataclass(frozen=True, eq=False)
class Dataset:
    """Loaded data: uint8 images (n, height, width), uint8 labels (n,), and which data it is.

    `x_val` and `y_val` are a validation set of the dataset's own, `groups` the group of each training image; None
    where the data has none.
    """

    info: DatasetInfo
    origin: Origin
    x_train: Images
    y_train: Labels
    x_test: Images
    y_test: Labels
    digest: str
    x_val: Images | None = None
    y_val: Labels | None = None
    groups: Groups | None = None

    @property
    def source(self) -> Source:
        """The source of the data that was loaded."""
        return self.info.real if self.origin == "real" else self.info.sample


@dataclass(frozen=True, eq=False)
class Inputs:
    """What networks read of a dataset: float32 (n, ...) in the order of its images, and their labels."""

    x_train: Floats
    y_train: Labels
    x_test: Floats
    y_test: Labels
    x_val: Floats | None = None
    y_val: Labels | None = None
    groups: Groups | None = None
