"""Datasets: the registered ones, real data found on this machine, sample data that needs no download."""

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from reportgen.datasets import loading
from reportgen.datasets.entries import ENTRIES, Entry
from reportgen.datasets.loading import DATA_VARIABLE, Choice, DatasetState, Finding, data_dir_from
from reportgen.errors import DataError
from reportgen.spec import Dataset, DatasetInfo

__all__ = [
    "DATA_VARIABLE", "INFOS", "Choice", "DatasetState", "Finding",
    "data_dir_from", "info", "load", "places", "state",
]  # fmt: skip

INFOS: Mapping[str, DatasetInfo] = MappingProxyType({name: entry.info for name, entry in ENTRIES.items()})


def info(name: str) -> DatasetInfo:
    """Return a registered dataset; `DataError` with the valid names for another name."""
    return _entry(name).info


def load(name: str, choice: Choice, data_dir: Path | None, environ: Mapping[str, str] = os.environ) -> Dataset:
    """Load a registered dataset, its arrays read-only; see `loading.load`."""
    return loading.load(_entry(name), choice, data_dir, environ, INFOS.values())


def state(name: str, data_dir: Path | None, environ: Mapping[str, str] = os.environ) -> DatasetState:
    """Return what is found of a registered dataset, place by place; see `loading.state`."""
    return loading.state(_entry(name), data_dir, environ, INFOS.values())


def places(name: str, data_dir: Path | None, environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Return where real data is looked for, in order, for the warning that sample data is used."""
    return tuple(candidate.place for candidate in loading.candidates(_entry(name), data_dir, environ))


def _entry(name: str) -> Entry:
    if name not in ENTRIES:
        raise DataError(f"dataset {name!r}: expected one of {', '.join(sorted(ENTRIES))}")
    return ENTRIES[name]
