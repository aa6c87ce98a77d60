"""Looking for real data, in a fixed order, and falling back on sample data only where none is there.

    --data-dir or REPORTGEN_DATA -> Keras's cache -> sample data

The first place where something is found decides: if that is damaged or another dataset, it is an error, never
a reason to go on.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reportgen.datasets.arrays import as_dataset, identified
from reportgen.datasets.entries import Entry
from reportgen.datasets.layouts import Layout
from reportgen.errors import DataError
from reportgen.spec import Dataset, DatasetInfo

Choice = Literal["auto", "real", "sample"]
DATA_VARIABLE = "REPORTGEN_DATA"


@dataclass(frozen=True)
class Candidate:
    """A place where real data may lie: a layout under a folder."""

    layout: Layout
    root: Path

    @property
    def place(self) -> str:
        """The path, or the pattern of the paths, for messages."""
        return self.layout.place(self.root)

    def found(self) -> bool:
        """Tell whether anything is there."""
        return self.layout.found(self.root)

    def read(self, info: DatasetInfo, known: Iterable[DatasetInfo]) -> Dataset:
        """Read and identify what is there; `DataError` if it is not the dataset."""
        return identified(info, self.place, self.layout.read(self.root, info), known)


@dataclass(frozen=True)
class Finding:
    """What was found at one place; `message` says what is damaged."""

    place: str
    status: Literal["verified", "missing", "damaged"]
    message: str = ""


@dataclass(frozen=True)
class DatasetState:
    """What was found of a dataset, place by place, in the order in which loading looks."""

    info: DatasetInfo
    findings: tuple[Finding, ...]

    @property
    def chosen(self) -> Finding | None:
        """The finding that `--data auto` reads, or fails on if damaged; None where it takes the sample."""
        return next((finding for finding in self.findings if finding.status != "missing"), None)


def data_dir_from(option: Path | None, environ: Mapping[str, str]) -> Path | None:
    """Return the folder of the option, else of `REPORTGEN_DATA`, else None."""
    if option is not None:
        return option.expanduser()
    return Path(environ[DATA_VARIABLE]).expanduser() if environ.get(DATA_VARIABLE) else None


def candidates(entry: Entry, data_dir: Path | None, environ: Mapping[str, str]) -> Iterator[Candidate]:
    """Yield the places to look at, in order.

    Raises:
        DataError: if `data_dir` is given but is no readable folder.
    """
    if data_dir is not None:
        _check_folder(data_dir)
        yield from (Candidate(layout, data_dir) for layout in entry.layouts)
    cache = _keras_cache(environ)
    yield from (Candidate(layout, cache) for layout in entry.keras_layouts)


def load(
    entry: Entry,
    choice: Choice,
    data_dir: Path | None,
    environ: Mapping[str, str] = os.environ,
    known: Iterable[DatasetInfo] = (),
) -> Dataset:
    """Load a dataset; its arrays are read-only, its `origin` says which data it is.

    Args:
        entry: the registered dataset.
        choice: `auto` takes real data if any is found, else the sample; `real` and `sample` insist.
        data_dir: the folder of `--data-dir` or `REPORTGEN_DATA`; not looked at for `sample`.
        environ: says where Keras's cache is.
        known: datasets to name if the data is theirs.

    Raises:
        DataError: if what is found is damaged or another dataset, or `real` finds nothing.
    """
    if choice == "sample":
        return as_dataset(entry.info, "sample", entry.sample())
    places = tuple(candidates(entry, data_dir, environ))
    for candidate in places:
        if candidate.found():
            return candidate.read(entry.info, known)
    if choice == "auto":
        return as_dataset(entry.info, "sample", entry.sample())
    looked = ", ".join(candidate.place for candidate in places)
    hint = f"{entry.download} and pass its folder as --data-dir, or build with --data sample"
    raise DataError(f"{entry.info.name}: no real data found; looked for {looked}", hint)


def state(
    entry: Entry,
    data_dir: Path | None,
    environ: Mapping[str, str] = os.environ,
    known: Iterable[DatasetInfo] = (),
) -> DatasetState:
    """Look at every place, read and identify what is there.

    Raises:
        DataError: if `data_dir` is given but is no readable folder.
    """
    places = candidates(entry, data_dir, environ)
    return DatasetState(entry.info, tuple(_finding(place, entry.info, known) for place in places))


def _finding(candidate: Candidate, info: DatasetInfo, known: Iterable[DatasetInfo]) -> Finding:
    if not candidate.found():
        return Finding(candidate.place, "missing")
    try:
        candidate.read(info, known)
    except DataError as error:
        return Finding(candidate.place, "damaged", error.message)
    return Finding(candidate.place, "verified")


def _check_folder(data_dir: Path) -> None:
    hint = f"--data-dir or {DATA_VARIABLE} must name the folder that holds the data"
    if not data_dir.is_dir():
        found = "something else" if data_dir.exists() else "nothing there"
        raise DataError(f"{data_dir}: expected a folder of data, found {found}", hint)
    if not os.access(data_dir, os.R_OK | os.X_OK):
        raise DataError(f"{data_dir}: expected a readable folder, found one without permission", hint)


def _keras_cache(environ: Mapping[str, str]) -> Path:
    """Return the folder in which Keras keeps downloaded datasets."""
    home = Path(environ.get("KERAS_HOME") or Path("~", ".keras"))
    return Path(os.path.expanduser(home), "datasets")  # noqa: PTH111  (never fails, as Keras's own does not)
