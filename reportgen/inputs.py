"""What networks read, kept in the store: made once per machine, mapped by every process that trains on it."""

from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportgen import features
from reportgen.canonical import digest
from reportgen.datasets.arrays import Arrays
from reportgen.errors import StoreError
from reportgen.keys import features_key
from reportgen.spec import Dataset, Features, Floats, Groups, Images, Inputs, Labels
from reportgen.store import Store

_ALWAYS = ("x_train", "y_train", "x_test", "y_test")
_OPTIONAL = ("x_val", "y_val", "groups")
_PRESENT = "present"  # the name of an array that says which of the optional ones there are


def keep(dataset: Dataset, store: Store) -> None:
    """Put the arrays of a dataset into the store, so that no other process has to read and check the data again."""
    present = np.array([getattr(dataset, name) is not None for name in _OPTIONAL], np.uint8)
    store.array(_name(dataset.digest, _PRESENT), lambda: present)
    for name in (*_ALWAYS, *(name for name, there in zip(_OPTIONAL, present, strict=True) if there)):
        store.array(_name(dataset.digest, name), partial(getattr, dataset, name))


def kept(data_digest: str, store: Store) -> Arrays | None:
    """Return the arrays of a dataset with this digest, if it was put into the store and all of it is still there."""
    try:
        present = _kept(data_digest, _PRESENT, store)
        names = (*_ALWAYS, *(name for name, there in zip(_OPTIONAL, present, strict=True) if there))
        arrays: dict[str, NDArray[Any]] = {name: _kept(data_digest, name, store) for name in names}
        return Arrays(**arrays)
    except StoreError:
        return None


def inputs(wanted: Features, data_digest: str, store: Store) -> Inputs:
    """Return what networks read of a dataset that is in the store; features are computed once and kept.

    Raises:
        StoreError: the store cannot be written, or the dataset is not in it any more.
    """
    present = dict(zip(_OPTIONAL, _kept(data_digest, _PRESENT, store), strict=True))
    return Inputs(
        x_train=_extracted(wanted, data_digest, "x_train", store),
        y_train=_kept(data_digest, "y_train", store),
        x_test=_extracted(wanted, data_digest, "x_test", store),
        y_test=_kept(data_digest, "y_test", store),
        x_val=_extracted(wanted, data_digest, "x_val", store) if present["x_val"] else None,
        y_val=_kept(data_digest, "y_val", store) if present["y_val"] else None,
        groups=_groups(data_digest, store) if present["groups"] else None,
    )


def _extracted(wanted: Features, data_digest: str, part: str, store: Store) -> Floats:
    """Return the features of a part; pixels are scaled on the fly, which is faster than reading four times as much."""

    def extract() -> Floats:
        return features.extract(wanted, _kept(data_digest, part, store), _kept(data_digest, "x_train", store))

    return extract() if wanted.kind == "pixels" else store.array(features_key(wanted, data_digest, part), extract)


def _kept(data_digest: str, name: str, store: Store) -> Images | Labels:
    def vanished() -> NDArray[np.uint8]:
        raise StoreError(f"{store.folder}: the arrays of the dataset have vanished", "build again")

    return store.array(_name(data_digest, name), vanished)


def _groups(data_digest: str, store: Store) -> Groups:
    return _kept(data_digest, "groups", store).astype(np.int32)


def _name(data_digest: str, name: str) -> str:
    return digest((data_digest, name))
