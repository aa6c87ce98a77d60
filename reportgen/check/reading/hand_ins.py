"""Hand-ins: what a group gave, in one file or several; a folder is one hand-in, Moodle's archive is many.

    report.md                               one hand-in of one file
    Group 3/report.pdf, Group 3/raw.ipynb   one hand-in of two files
    submissions.zip                         one for each `Name_12345_assignsubmission_file_/`, named `Name`

A folder or archive whose folders bear Moodle's names is many hand-ins; another one is one. A file that cannot be read
is listed with its error; the others go on. Archives are read without being unpacked: nothing is written, an archive
within one is refused, and what would grow beyond the limits is not read.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from reportgen.check.reading import archive
from reportgen.check.reading.formats import SUFFIXES
from reportgen.check.reading.limits import Limits, at_most
from reportgen.check.submission import Submission
from reportgen.errors import SubmissionError

_MOODLE = re.compile(r"^(.{1,150}?)_\d{1,12}_assign(?:submission|feedback)_\w{1,40}?_?$")
_HIDDEN = (".", "__MACOSX", "~$")
_REPORTS = frozenset(filter(None, SUFFIXES))


@dataclass(frozen=True)
class Unreadable:
    """A file that cannot be read, and why."""

    name: str
    error: SubmissionError


@dataclass(frozen=True)
class HandIn:
    """What one group gave.

    Attributes:
        name: of the folder or file, without what Moodle adds.
        submissions: the files that were read, in the order of their names.
        unreadable: those that were not.
    """

    name: str
    submissions: tuple[Submission, ...]
    unreadable: tuple[Unreadable, ...] = ()


@dataclass(frozen=True)
class Source:
    """A file before it is read: its group, its name within the group, and its bytes or why they cannot be had."""

    group: str
    name: str
    data: bytes | SubmissionError


def hand_ins(paths: Iterable[Path], language: str | None = None, limits: Limits | None = None) -> Iterator[HandIn]:
    """Read files, folders and archives, one hand-in after the other.

    Args:
        paths: of files (one hand-in each), folders and zip archives.
        language: of the prose, if it is known.
        limits: what is refused as too large.

    Raises:
        SubmissionError: a path does not exist, or an archive as a whole cannot be read.
    """
    limits = limits or Limits()
    for path in paths:
        groups = dict[str, list[Source]]()
        for source in _sources(path, limits):
            groups.setdefault(source.group, []).append(source)
        if not groups:
            expected = ", ".join(sorted(_REPORTS))
            raise SubmissionError(
                f"{path}: expected reports ({expected}), received none", "name another folder or file"
            )
        for name, sources in groups.items():
            yield _hand_in(name, sources, language, limits)


def _hand_in(name: str, sources: Sequence[Source], language: str | None, limits: Limits) -> HandIn:
    read = [_read(source, language, limits) for source in sources]
    return HandIn(
        name,
        tuple(found for found in read if isinstance(found, Submission)),
        tuple(found for found in read if isinstance(found, Unreadable)),
    )


def _read(source: Source, language: str | None, limits: Limits) -> Submission | Unreadable:
    from reportgen.check.reading import read_bytes

    if isinstance(source.data, SubmissionError):
        return Unreadable(source.name, source.data)
    try:
        return read_bytes(source.data, source.name, language, limits)
    except SubmissionError as error:
        return Unreadable(source.name, error)


def _sources(path: Path, limits: Limits) -> Iterator[Source]:
    if path.is_dir():
        return _folder(path, limits)
    if path.suffix.lower() == ".zip":
        return _archive(path, limits)
    return iter([Source(path.stem, path.name, _bytes(path, limits))])


def _folder(path: Path, limits: Limits) -> Iterator[Source]:
    """Return the reports of a folder and its subfolders; links are not followed out of it."""
    root = path.resolve()
    found = sorted(file for file in path.rglob("*") if file.is_file() and file.resolve().is_relative_to(root))
    names = [PurePosixPath(file.relative_to(path).as_posix()) for file in found]
    many = any(_MOODLE.match(part) for name in names for part in name.parts[:-1])
    at_most(str(path), "files", len(found), limits.files)
    for file, name in zip(found, names, strict=True):
        if is_report(name):
            group, inside = _group(name, many, path.name)
            yield Source(group, inside, _bytes(file, limits))


def _archive(path: Path, limits: Limits) -> Iterator[Source]:
    members = list(archive.members(path, limits))
    many = any(_MOODLE.match(part) for name, _ in members for part in name.parts[:-1])
    for name, data in members:
        if is_report(name) or isinstance(data, SubmissionError):
            group, inside = _group(name, many, path.stem)
            yield Source(group, inside, data)


def _group(name: PurePosixPath, many: bool, whole: str) -> tuple[str, str]:
    """Return the group that a file belongs to, and its name there."""
    for index, part in enumerate(name.parts[:-1]):
        found = _MOODLE.match(part)
        if found:
            return found[1], "/".join(name.parts[index + 1 :])
    return (name.parts[0] if many and len(name.parts) > 1 else whole), str(name)


def is_report(name: PurePosixPath) -> bool:
    """Tell whether a file of a folder is read: not hidden, and of a format that a report may have."""
    return name.suffix.lower() in _REPORTS and not any(part.startswith(_HIDDEN) for part in name.parts)


def _bytes(path: Path, limits: Limits) -> bytes | SubmissionError:
    try:
        at_most(path.name, "bytes", path.stat().st_size, limits.bytes)
        return path.read_bytes()
    except OSError as error:
        return SubmissionError(
            f"{path}: expected a file, received '{error.strerror}'", "look at its name and its rights"
        )
    except SubmissionError as error:
        return error
