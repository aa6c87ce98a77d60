"""What networks read, kept in the store: made once per machine, mapped by every process that trains on it."""

from functools import partial

from reportgen import features
from reportgen.canonical import digest
from reportgen.errors import StoreError
from reportgen.keys import features_key
from reportgen.spec import Dataset, Features, Floats, Images, Inputs, Labels
from reportgen.store import Store


def keep(dataset: Dataset, store: Store) -> None:
    """Put the arrays of a dataset into the store, so that no other process has to read and check the data again."""
    for name in ("x_train", "y_train", "x_test", "y_test"):
        store.array(_name(dataset.digest, name), partial(getattr, dataset, name))


def inputs(wanted: Features, data_digest: str, store: Store) -> Inputs:
    """Return what networks read of a dataset that is in the store; features are computed once and kept.

    Raises:
        StoreError: the store cannot be written, or the dataset is not in it any more.
    """
    return Inputs(
        x_train=_extracted(wanted, data_digest, "x_train", store),
        y_train=_kept(data_digest, "y_train", store),
        x_test=_extracted(wanted, data_digest, "x_test", store),
        y_test=_kept(data_digest, "y_test", store),
    )


def _extracted(wanted: Features, data_digest: str, part: str, store: Store) -> Floats:
    """Return the features of a part; pixels are scaled on the fly, which is faster than reading four times as much."""

    def extract() -> Floats:
        return features.extract(wanted, _kept(data_digest, part, store))

    return extract() if wanted.kind == "pixels" else store.array(features_key(wanted, data_digest, part), extract)


def _kept(data_digest: str, name: str, store: Store) -> Images | Labels:
    def vanished() -> Images:
        raise StoreError(f"{store.folder}: the arrays of the dataset have vanished", "build again")

    return store.array(_name(data_digest, name), vanished)


def _name(data_digest: str, name: str) -> str:
    return digest((data_digest, name))
