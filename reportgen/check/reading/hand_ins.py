"""Hand-ins: what a group gave, in one file or several; a folder is one hand-in, a folder of folders is many.

    report.md                               one hand-in of one file
    Group 3/report.pdf, Group 3/raw.ipynb   one hand-in of two files
    submissions.zip                         one for each `Name_12345_assignsubmission_file_/`, named `Name`

A folder or archive is many hand-ins if its folders bear Moodle's names, or if it holds two folders or more and no
report beside them; another one is one. What there is, is listed first (`groups`), which costs next to nothing; the
files of a group are read when it is its turn (`read_group`), so that a class needs no more memory than one hand-in. A
file that cannot be read is listed with its error; the others go on. Archives are read without being unpacked: nothing
is written, an archive within one is refused, and what would grow beyond the limits is not read.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from reportgen.check.patterns import regex
from reportgen.check.reading import archive
from reportgen.check.reading.formats import SUFFIXES
from reportgen.check.reading.limits import Limits, at_most
from reportgen.check.submission import Submission
from reportgen.errors import SubmissionError

_MOODLE = regex(r"^(.{1,150}?)_\d{1,12}_assign(?:submission|feedback)_\w{1,40}?_?$")
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
    """A file before it is read.

    Attributes:
        name: within its group.
        path: the file, or the archive that has it.
        position: of the member of an archive; None for a file.
        refused: why it is not read, if that is known beforehand.
    """

    name: str
    path: Path
    position: int | None = None
    refused: SubmissionError | None = None


@dataclass(frozen=True)
class Group:
    """A hand-in before it is read: its name and its files."""

    name: str
    sources: tuple[Source, ...]


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


def groups(path: Path, limits: Limits) -> tuple[Group, ...]:
    """Return the hand-ins that a file, a folder or an archive has; none of their files is read.

    Raises:
        SubmissionError: a folder or an archive has no reports, or as a whole cannot be read.
    """
    found = dict[str, tuple[str, list[Source]]]()
    for key, name, source in _sources(path, limits):
        found.setdefault(key, (name, []))[1].append(source)
    if not found:
        expected = ", ".join(sorted(_REPORTS))
        raise SubmissionError(f"{path}: expected reports ({expected}), received none", "name another folder or file")
    return tuple(Group(name, tuple(sources)) for name, sources in found.values())


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


def _sources(path: Path, limits: Limits) -> Iterator[tuple[str, str, Source]]:
    """Yield the files of a path, each after what tells its group from others and the group's name."""
    if path.is_dir():
        return _folder(path, limits)
    if path.suffix.lower() == ".zip":
        return _archive(path, limits)
    return iter([("", path.stem, Source(path.name, path))])


def _folder(path: Path, limits: Limits) -> Iterator[tuple[str, str, Source]]:
    """Yield the reports of a folder and its subfolders; links are not followed out of it."""
    root = path.resolve()
    found = sorted(file for file in path.rglob("*") if file.is_file() and file.resolve().is_relative_to(root))
    names = [PurePosixPath(file.relative_to(path).as_posix()) for file in found]
    at_most(str(path), "files", len(found), limits.files)
    many = _many(name for name in names if is_report(name))
    for file, name in zip(found, names, strict=True):
        if is_report(name):
            key, group, inside = _group(name, many, path.resolve().name)
            yield key, group, Source(inside, file)


def _archive(path: Path, limits: Limits) -> Iterator[tuple[str, str, Source]]:
    found = archive.members(path, limits)
    many = _many(member.name for member in found if is_report(member.name))
    for member in found:
        if is_report(member.name) or member.refused is not None:
            key, group, inside = _group(member.name, many, path.stem)
            yield key, group, Source(inside, path, member.position, member.refused)


def _many(names: Iterable[PurePosixPath]) -> bool:
    """Tell whether the reports of a folder or an archive are of many groups: no student is checked with another."""
    listed = tuple(names)
    moodles = any(_MOODLE.match(part) for name in listed for part in name.parts[:-1])
    return moodles or (all(len(name.parts) > 1 for name in listed) and len({name.parts[0] for name in listed}) > 1)


def _group(name: PurePosixPath, many: bool, whole: str) -> tuple[str, str, str]:
    """Return what tells the group of a file from others, the group's name, and the file's name in it."""
    for index, part in enumerate(name.parts[:-1]):
        found = _MOODLE.match(part)
        if found:
            return "/".join(name.parts[: index + 1]), found[1], "/".join(name.parts[index + 1 :])
    whose = name.parts[0] if many and len(name.parts) > 1 else whole
    return whose, whose, str(name)


def is_report(name: PurePosixPath) -> bool:
    """Tell whether a file of a folder is read: not hidden, and of a format that a report may have."""
    return name.suffix.lower() in _REPORTS and not any(part.startswith(_HIDDEN) for part in name.parts)


def documents_beside(path: Path) -> int:
    """Return how many reports, without notebooks, stand beside each other in a folder; 0 for a file."""
    files = sorted(path.iterdir()) if path.is_dir() else []
    return sum(file.suffix.lower() != ".ipynb" and is_report(PurePosixPath(file.name)) for file in files)


def _bytes(path: Path, limits: Limits) -> bytes | SubmissionError:
    try:
        at_most(path.name, "bytes", path.stat().st_size, limits.bytes)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        received = getattr(error, "strerror", None) or error
        return SubmissionError(f"{path}: expected a file, received '{received}'", "look at its name and its rights")
    except SubmissionError as error:
        return error
