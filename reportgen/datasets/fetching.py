"""Downloading real data: from the first mirror that has it, whole and with the published checksum, or not at all.

A file is downloaded beside its place and moved there once its checksum fits; what was there, damaged, stays until
then. In the end the data counts only if its arrays are the dataset's.
"""

import logging
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reportgen.datasets.entries import Download, Entry
from reportgen.datasets.loading import Candidate, candidates, user_folder
from reportgen.datasets.reading import Reading, Report
from reportgen.errors import DataError, first_line
from reportgen.spec import DatasetInfo

TIMEOUT = (5.0, 30.0)
"""Seconds to wait for a connection, and between two pieces of a file."""
_PIECE = 1 << 16  # bytes
_MODE = 0o644  # as any file; a temporary one is for its owner alone, and a course shares its data


@dataclass(frozen=True)
class Fetched:
    """What became of a dataset that was asked for.

    Attributes:
        name: the dataset's.
        status: whether it was there already, was downloaded, or has to be got by hand.
        message: where it is, or how to get it.
    """

    name: str
    status: Literal["present", "downloaded", "by hand"]
    message: str


def fetch(
    entry: Entry, data_dir: Path | None, environ: Mapping[str, str], known: Iterable[DatasetInfo], report: Report
) -> Fetched:
    """Download a dataset, unless it is there.

    Args:
        entry: the registered dataset.
        data_dir: the folder to download into, made if need be; None for the user's own.
        environ: says where that is.
        known: datasets to name if the data is theirs.
        report: hears of each file, in bytes.

    Raises:
        DataError: no mirror has a file, the folder cannot be written, or other files there are in the way.
    """
    folder = data_dir or user_folder(environ)
    _make(folder)
    places = [place for place in candidates(entry, data_dir, environ) if place.root == folder]
    found = next((place for place in places if place.found()), None)
    if found and _verified(found, entry.info, known):
        return Fetched(entry.info.name, "present", found.place)
    by_hand = f"{entry.by_hand}, and put it into {folder}"
    if entry.download is None:
        return Fetched(entry.info.name, "by hand", by_hand)
    _make(folder / entry.download.folder)
    for name in entry.download.files:
        failures = _fetch_file(entry.download, name, folder / entry.download.folder, report)
        if failures:
            raise DataError(f"{entry.info.name}: {name} cannot be downloaded: {'; '.join(failures)}", by_hand)
    places[0].read(entry.info, known, Reading())
    return Fetched(entry.info.name, "downloaded", places[0].place)


def _verified(place: Candidate, info: DatasetInfo, known: Iterable[DatasetInfo]) -> bool:
    try:
        return bool(place.layout.check(place.root, info) or place.read(info, known, Reading()))
    except DataError:
        return False


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        hint = "name another folder: --data-dir DIR"
        raise DataError(f"{folder}: expected a folder to download into: {error.strerror}", hint) from error


def _fetch_file(download: Download, name: str, folder: Path, report: Report) -> list[str]:
    """Download a file from the first mirror that has it, unless it is there with the right checksum.

    Returns:
        Why none has it, mirror by mirror; nothing if the file is there.
    """
    import pooch

    pooch.get_logger().setLevel(logging.WARNING)
    failures = []
    for mirror in download.mirrors:
        downloader = pooch.HTTPDownloader(
            progressbar=_Bar(name, report),
            chunk_size=_PIECE,
            timeout=TIMEOUT,
            headers={"Accept-Encoding": "identity"},  # or a .gz file may arrive unpacked
        )
        try:
            path = pooch.retrieve(f"{mirror}{name}", download.files[name], name, folder, downloader=downloader)
        except (OSError, ValueError) as error:
            failures.append(f"{mirror}: {_reason(error)}")
        else:
            os.chmod(path, _MODE)  # noqa: PTH101  (pooch returns a string)
            return []
    return failures


def _reason(error: OSError | ValueError) -> str:
    """Say in a few words why a download failed."""
    from requests import HTTPError, RequestException

    if isinstance(error, HTTPError):
        return f"HTTP status {getattr(error.response, 'status_code', 'unknown')}"
    if isinstance(error, RequestException):
        return type(error).__name__
    return first_line(error) if isinstance(error, OSError) else "its checksum is not the published one"


class _Bar:
    """Hears from pooch how much is downloaded, in the manner of a bar of tqdm."""

    def __init__(self, name: str, report: Report) -> None:
        self.name, self.report = name, report
        self.done, self.total = 0, 0

    def update(self, count: int) -> None:
        """Hear of further bytes, counted by whole pieces."""
        self.done = min(self.done + count, self.total)
        self.report(self.name, self.done, self.total)

    def reset(self) -> None:
        """Hear that what is done is counted again."""
        self.done = 0

    def close(self) -> None:
        """Hear that the file is complete."""
