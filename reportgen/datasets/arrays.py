"""The arrays of a dataset, and the proof that they are the ones they claim to be.

Identity is that of the arrays, not of the file: copies of one dataset are packed in different ways. Whatever
is not exactly the expected array is an error that says where, what was expected and what was found.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from reportgen.canonical import array_digest
from reportgen.errors import DataError
from reportgen.spec import Dataset, DatasetInfo, Groups, Images, Labels, Origin

REPLACE = "replace the file by a fresh copy, remove it, or build with --data sample"
OTHER = "several datasets use the same file names (MNIST and Fashion-MNIST do): give each its own folder"
_LARGEST_LABEL = np.iinfo(np.uint8).max


class Arrays(NamedTuple):
    """Images (n, height, width) and labels (n,), both uint8, of the training and of the test set.

    Where the data has them: the same of a validation set of its own, and the group (n,) of each training image, int32.
    """

    x_train: Images
    y_train: Labels
    x_test: Images
    y_test: Labels
    x_val: Images | None = None
    y_val: Labels | None = None
    groups: Groups | None = None


def damaged(where: object, expected: str, found: str, hint: str = REPLACE) -> DataError:
    """Return the error for data that is there but cannot be used."""
    return DataError(f"{where}: expected {expected}, found {found}", hint)


def expected_shapes(info: DatasetInfo) -> dict[str, tuple[int, ...]]:
    """Return the shape of each of the four arrays that all data has, by the field's name in `Arrays`."""
    return {
        "x_train": (info.train_count, *info.image_shape),
        "y_train": (info.train_count,),
        "x_test": (info.test_count, *info.image_shape),
        "y_test": (info.test_count,),
    }


def check_shape(where: object, shape: tuple[int, ...], found: tuple[int, ...]) -> None:
    """Compare the shape that a file declares with the expected one, before anything of that size is read.

    Raises:
        DataError: if they differ.
    """
    if found != shape:
        raise damaged(where, f"shape {shape}", f"shape {found}", OTHER)


def as_labels(where: object, values: NDArray[Any]) -> Labels:
    """Return integer labels of any width as uint8.

    Raises:
        DataError: for a label that uint8 cannot hold.
    """
    if values.size and not 0 <= values.min() <= values.max() <= _LARGEST_LABEL:
        raise damaged(where, "labels from 0 to 255", f"labels from {values.min()} to {values.max()}")
    return values.astype(np.uint8, copy=False)


def check_parts(dataset: Dataset, where: object) -> None:
    """Make sure that the arrays go together: images of the right size, for each a label, in training a group too.

    Raises:
        DataError: they do not, or a label is of no class.
    """
    info, groups = dataset.info, dataset.groups
    train, test = (dataset.x_train, dataset.y_train), (dataset.x_test, dataset.y_test)
    for images, labels in (train, test, (dataset.x_val, dataset.y_val)):
        if images is None and labels is None:
            continue
        if images is None or labels is None or images.shape != (labels.size, *info.image_shape) or labels.ndim != 1:
            raise damaged(where, f"images of {info.image_shape} pixels and their labels", "others")
        if images.dtype != np.uint8 or labels.dtype != np.uint8 or (labels >= len(info.classes)).any():
            raise damaged(where, f"pixels and labels of {len(info.classes)} classes, uint8", "others")
    if groups is not None and (groups.dtype != np.int32 or groups.shape != dataset.y_train.shape):
        raise damaged(where, "a group (int32) of each training image", f"{groups.dtype} {groups.shape}")


def owner(dataset: Dataset, known: Iterable[DatasetInfo]) -> str:
    """Return the name of the registered dataset whose arrays these are; nothing if they are nobody's."""
    return next((info.name for info in known if info.digest == dataset.digest), "")


def check_identity(dataset: Dataset, place: str, known: Iterable[DatasetInfo]) -> None:
    """Compare the digest of real data with the registered one, if there is one.

    Args:
        dataset: what was read, and what it claims to be.
        place: where it was read, for the message.
        known: datasets to name if the arrays are theirs.

    Raises:
        DataError: if the arrays are another dataset's, or nobody's.
    """
    expected = dataset.info.digest
    if dataset.digest == expected or not expected:
        return
    name = owner(dataset, known)
    found = f"the data of {name}" if name else f"arrays with SHA-256 {dataset.digest[:12]}…"
    raise damaged(place, f"the data of {dataset.info.name} (SHA-256 {expected[:12]}…)", found, OTHER)


def as_dataset(info: DatasetInfo, origin: Origin, arrays: Arrays) -> Dataset:
    """Return the arrays as a dataset, read-only and with their digest."""
    there = [array for array in arrays if array is not None]
    for array in there:
        array.setflags(write=False)
    return Dataset(info, origin, **arrays._asdict(), digest=array_digest(*there))
