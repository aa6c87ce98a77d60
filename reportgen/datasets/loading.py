"""Looking for real data, in a fixed order, and falling back on sample data only where none is there.

    --data-dir or REPORTGEN_DATA -> what `reportgen data fetch` downloaded -> Keras's cache
        -> what `reportgen unpack` brought along -> sample data

The first place where something is found decides: if that is damaged or another dataset, it is an error, never
a reason to go on. One thing is none: MNIST and Fashion-MNIST use the same file names, and where they lie in a folder
that bears the name of neither, whole and known, they are the one and not the other.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from reportgen.datasets.arrays import Arrays, as_dataset, check_identity, owner
from reportgen.datasets.entries import Entry
from reportgen.datasets.layouts import Layout
from reportgen.datasets.reading import Keep, Reading, Report, keep_nothing, say_nothing
from reportgen.errors import DataError
from reportgen.spec import Dataset, DatasetInfo

Choice = Literal["auto", "real", "sample"]
Unpacked = Callable[[str], Arrays | None]
"""Returns the arrays of the dataset of this name that a pack of results brought along, if one did."""
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

    def read(self, info: DatasetInfo, known: Iterable[DatasetInfo], reading: Reading) -> Dataset | None:
        """Read and identify what is there.

        Returns:
            The dataset; None if another one lies there under names that both use.

        Raises:
            DataError: if it is not the dataset.
        """
        dataset = as_dataset(info, "real", self.layout.read(self.root, info, reading))
        if self.layout.shared and owner(dataset, known) not in ("", info.name):
            return None
        check_identity(dataset, self.place, known)
        return dataset


@dataclass(frozen=True)
class Finding:
    """What was found at one place.

    Attributes:
        place: the path, or the pattern of the paths.
        status: whether a build can read the dataset there.
        message: what is damaged; else a word about what is there, if there is one to say.
    """

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
    yield Candidate(entry.layouts[0], user_folder(environ))
    cache = _keras_cache(environ)
    yield from (Candidate(layout, cache) for layout in entry.keras_layouts)


def load(
    entry: Entry,
    choice: Choice,
    data_dir: Path | None,
    environ: Mapping[str, str] = os.environ,
    known: Iterable[DatasetInfo] = (),
    keep: Keep = keep_nothing,
    report: Report = say_nothing,
    unpacked: Unpacked = lambda _: None,
) -> Dataset:
    """Load a dataset; its arrays are read-only, its `origin` says which data it is.

    Args:
        entry: the registered dataset.
        choice: `auto` takes real data if any is found, else the sample; `real` and `sample` insist.
        data_dir: the folder of `--data-dir` or `REPORTGEN_DATA`; not looked at for `sample`.
        environ: says where the user's data and Keras's cache are.
        known: datasets to name if the data is theirs.
        keep: keeps the arrays that are slow to make, under a content key; whole or not at all.
        report: hears how far slow reading is.
        unpacked: gives the arrays that a pack brought along, where no place has anything.

    Raises:
        DataError: if what is found is damaged or another dataset, or `real` finds nothing.
    """
    if choice == "sample":
        return _sample(entry)
    places = tuple(candidates(entry, data_dir, environ))
    for candidate in places:
        if candidate.found() and (dataset := candidate.read(entry.info, known, Reading(keep, report))):
            return dataset
    if (arrays := unpacked(entry.info.name)) is not None:
        dataset = as_dataset(entry.info, "real", arrays)
        check_identity(dataset, "the data of a pack", known)
        return dataset
    if choice == "auto":
        return _sample(entry)
    looked = ", ".join(candidate.place for candidate in places)
    fetch = f"run `reportgen data fetch {entry.info.name}`, or " if entry.download else ""
    hint = f"{fetch}{entry.by_hand}, and pass the folder that holds it as --data-dir, or build with --data sample"
    raise DataError(f"{entry.info.name}: no real data found; looked for {looked}", hint)


@cache  # drawing takes half a second, and nobody can change the arrays
def _sample(entry: Entry) -> Dataset:
    return as_dataset(entry.info, "sample", entry.sample())


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
        proof = candidate.layout.check(candidate.root, info)
        if proof or candidate.read(info, known, Reading()):
            return Finding(candidate.place, "verified", proof)
    except DataError as error:
        return Finding(candidate.place, "damaged", error.message)
    return Finding(candidate.place, "missing", "another dataset's files")


def _check_folder(data_dir: Path) -> None:
    hint = f"--data-dir or {DATA_VARIABLE} must name the folder that holds the data"
    if not data_dir.is_dir():
        found = "something else" if data_dir.exists() else "nothing there"
        raise DataError(f"{data_dir}: expected a folder of data, found {found}", hint)
    if not os.access(data_dir, os.R_OK | os.X_OK):
        raise DataError(f"{data_dir}: expected a readable folder, found one without permission", hint)


def user_folder(environ: Mapping[str, str]) -> Path:
    """Return the folder into which `reportgen data fetch` downloads: the platform's, or under `XDG_DATA_HOME`."""
    if environ.get("XDG_DATA_HOME"):
        return Path(environ["XDG_DATA_HOME"], "reportgen")
    from platformdirs import user_data_path

    return user_data_path("reportgen")


def _keras_cache(environ: Mapping[str, str]) -> Path:
    """Return the folder in which Keras keeps downloaded datasets."""
    home = Path(environ.get("KERAS_HOME") or Path("~", ".keras"))
    return Path(os.path.expanduser(home), "datasets")  # noqa: PTH111  (never fails, as Keras's own does not)
