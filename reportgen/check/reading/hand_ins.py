"""Hand-ins: what a group gave, in one file or several, read.

What there is, is listed first (`listing`), which costs next to nothing; the files of a group are read when it is its
turn (`read_group`), so that a class needs no more memory than one hand-in. A file that cannot be read is listed with
its error; the others go on. Archives are read without being unpacked: nothing is written, an archive within one is
refused, and what would grow beyond the limits is not read.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.check.reading import archive
from reportgen.check.reading.limits import Limits, at_most
from reportgen.check.reading.listing import Group, Source, groups
from reportgen.check.submission import Submission
from reportgen.errors import SubmissionError


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


def hand_ins(paths: Iterable[Path], language: str | None = None, limits: Limits | None = None) -> Iterator[HandIn]:
    """Read files, folders and archives, one hand-in after the other.

    Args:
        paths: of files (one hand-in each), folders and zip archives.
        language: of the prose, if it is known.
        limits: what is refused as too large.

    Raises:
        SubmissionError: a folder or an archive has no reports, or as a whole cannot be read.
    """
    limits = limits or Limits()
    for path in paths:
        for group in groups(path, limits):
            yield read_group(group, language, limits)


def read_group(group: Group, language: str | None = None, limits: Limits | None = None) -> HandIn:
    """Read the files of a hand-in."""
    limits = limits or Limits()
    read = [_read(source, data, language, limits) for source, data in _loaded(group.sources, limits)]
    return HandIn(
        group.name,
        tuple(found for found in read if isinstance(found, Submission)),
        tuple(found for found in read if isinstance(found, Unreadable)),
    )


def _loaded(sources: Sequence[Source], limits: Limits) -> Iterator[tuple[Source, bytes | SubmissionError]]:
    """Yield each file with its bytes; an archive is opened once for all of its files."""
    packed = [source for source in sources if source.position is not None and source.refused is None]
    unpacked = dict[int, bytes | SubmissionError]()
    if packed:
        positions = [source.position for source in packed if source.position is not None]
        unpacked = _unpacked(packed[0].path, positions, limits)
    for source in sources:
        if source.refused is not None:
            yield source, source.refused
        elif source.position is not None:
            yield source, unpacked.pop(source.position)
        else:
            yield source, _bytes(source.path, limits)


def _unpacked(path: Path, positions: Sequence[int], limits: Limits) -> dict[int, bytes | SubmissionError]:
    try:
        return dict(zip(positions, archive.read(path, positions, limits), strict=True))
    except SubmissionError as error:
        return dict.fromkeys(positions, error)


def _read(
    source: Source, data: bytes | SubmissionError, language: str | None, limits: Limits
) -> Submission | Unreadable:
    from reportgen.check.reading import read_bytes

    if isinstance(data, SubmissionError):
        return Unreadable(source.name, data)
    try:
        return read_bytes(data, source.name, language, limits)
    except SubmissionError as error:
        return Unreadable(source.name, error)


def _bytes(path: Path, limits: Limits) -> bytes | SubmissionError:
    try:
        at_most(path.name, "bytes", path.stat().st_size, limits.bytes)
        return path.read_bytes()
    except FileNotFoundError:
        return SubmissionError(f"{path}: expected a file, received a name that no file has", "look at its name")
    except (OSError, ValueError) as error:
        received = getattr(error, "strerror", None) or error
        return SubmissionError(f"{path}: expected a file, received '{received}'", "look at its name and its rights")
    except SubmissionError as error:
        return error
