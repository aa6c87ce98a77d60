"""Datasets: the registered ones, real data found on this machine, sample data that needs no download."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from reportgen.datasets import fetching, loading
from reportgen.datasets.entries import ENTRIES, Entry
from reportgen.datasets.fetching import Fetched
from reportgen.datasets.loading import DATA_VARIABLE, Choice, DatasetState, Finding, Unpacked, data_dir_from
from reportgen.datasets.reading import Keep, Report, keep_nothing, say_nothing
from reportgen.errors import DataError
from reportgen.spec import Dataset, DatasetInfo

__all__ = [
    "DATA_VARIABLE",
    "INFOS",
    "Choice",
    "DatasetState",
    "Fetched",
    "Finding",
    "Keep",
    "Report",
    "Unpacked",
    "data_dir_from",
    "fetch",
    "info",
    "keep_nothing",
    "load",
    "places",
    "state",
]  # fmt: skip

INFOS: Mapping[str, DatasetInfo] = MappingProxyType({name: entry.info for name, entry in ENTRIES.items()})


def info(name: str) -> DatasetInfo:
    """Return a registered dataset; `DataError` with the valid names for another name."""
    return _entry(name).info


def load(
    name: str,
    choice: Choice,
    data_dir: Path | None,
    environ: Mapping[str, str] = os.environ,
    keep: Keep = keep_nothing,
    report: Report = say_nothing,
    unpacked: Unpacked = lambda _: None,
) -> Dataset:
    """Load a registered dataset, its arrays read-only; see `loading.load`."""
    return loading.load(_entry(name), choice, data_dir, environ, INFOS.values(), keep, report, unpacked)


def state(name: str, data_dir: Path | None, environ: Mapping[str, str] = os.environ) -> DatasetState:
    """Return what is found of a registered dataset, place by place; see `loading.state`."""
    return loading.state(_entry(name), data_dir, environ, INFOS.values())


def places(name: str, data_dir: Path | None, environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Return where real data is looked for, in order, for the warning that sample data is used."""
    return tuple(candidate.place for candidate in loading.candidates(_entry(name), data_dir, environ))


def fetch(
    names: Iterable[str],
    data_dir: Path | None,
    report: Report = say_nothing,
    environ: Mapping[str, str] = os.environ,
) -> Iterator[Fetched]:
    """Download registered datasets, one after the other; see `fetching.fetch`. All names are checked before that."""
    entries = [_entry(name) for name in names]
    return (fetching.fetch(entry, data_dir, environ, INFOS.values(), report) for entry in entries)


def _entry(name: str) -> Entry:
    if name not in ENTRIES:
        raise DataError(f"dataset {name!r}: expected one of {', '.join(sorted(ENTRIES))}")
    return ENTRIES[name]
