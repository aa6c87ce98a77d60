"""Which files make a hand-in: the groups of a folder or an archive, listed without reading a file.

    report.md                               one hand-in of one file
    Group 3/report.pdf, Group 3/raw.ipynb   one hand-in of two files
    submissions.zip                         one for each `Name_12345_assignsubmission_file_/`, named `Name`

A folder or archive is many hand-ins if its folders bear Moodle's names, or if it holds two folders or more and no
report beside them; another one is one. Files of other formats are left aside, except where they are all that one of
many gave: it is listed with its error, so that nobody is forgotten.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from reportgen.check.patterns import regex
from reportgen.check.reading import archive
from reportgen.check.reading.formats import SUFFIXES, unknown
from reportgen.check.reading.limits import Limits, at_most
from reportgen.errors import SubmissionError

_MOODLE = regex(r"^(.{1,150}?)_(\d{1,12})_assign(?:submission|feedback)_\w{1,40}?_?$")
_HIDDEN = (".", "__MACOSX", "~$")
_REPORTS = frozenset(filter(None, SUFFIXES))


@dataclass(frozen=True)
class Source:
    """A file before it is read.

    Attributes:
        name: within its group.
        path: the file, or the archive that has it.
        position: of the member of an archive; None for a file.
        refused: why it is not read, if that is known beforehand.
        other: whether it is no report by its name.
    """

    name: str
    path: Path
    position: int | None = None
    refused: SubmissionError | None = None
    other: bool = False

    @property
    def readable(self) -> bool:
        """Whether it may be a report."""
        return not (self.other or self.refused)


@dataclass(frozen=True)
class Group:
    """A hand-in before it is read: its name and its files."""

    name: str
    sources: tuple[Source, ...]


def groups(path: Path, limits: Limits) -> tuple[Group, ...]:
    """Return the hand-ins that a file, a folder or an archive has; none of their files is read.

    Raises:
        SubmissionError: a folder or an archive has no reports, or as a whole cannot be read.
    """
    found = dict[str, tuple[str, list[Source]]]()
    for key, name, source in _sources(path, limits):
        found.setdefault(key, (name, []))[1].append(source)
    if not any(source.readable for _, sources in found.values() for source in sources):
        expected = ", ".join(sorted(_REPORTS))
        raise SubmissionError(f"{path}: expected reports ({expected}), received none", "name another folder or file")
    named = Counter(name for name, _ in found.values())
    return tuple(
        Group(name if named[name] == 1 else _numbered(name, key), _worth_telling(sources))
        for key, (name, sources) in found.items()
    )


def _worth_telling(sources: Sequence[Source]) -> tuple[Source, ...]:
    """Return the files of a group without pictures and data, unless it has nothing else."""
    return tuple(source for source in sources if not source.other) or tuple(sources)


def _numbered(name: str, key: str) -> str:
    """Return the name of a student whom another is called like, with Moodle's number."""
    found = _MOODLE.match(PurePosixPath(key).name)
    return f"{name} {found[2]}" if found else key


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
    many = _many(names)
    for file, name in zip(found, names, strict=True):
        if _is_told(name, many):
            key, group, inside = _group(name, many, path.resolve().name)
            yield key, group, _source(inside, file, name)


def _archive(path: Path, limits: Limits) -> Iterator[tuple[str, str, Source]]:
    found = archive.members(path, limits)
    many = _many([member.name for member in found])
    for member in found:
        if _is_told(member.name, many) or member.refused is not None:
            key, group, inside = _group(member.name, many, path.stem)
            yield key, group, _source(inside, path, member.name, member.position, member.refused)


def _source(
    inside: str,
    path: Path,
    name: PurePosixPath,
    position: int | None = None,
    refused: SubmissionError | None = None,
) -> Source:
    other = refused is None and not is_report(name)
    if name.suffix.lower() not in SUFFIXES:
        refused = refused or unknown(inside)
    return Source(inside, path, position, refused, other)


def _is_told(name: PurePosixPath, many: bool) -> bool:
    """Tell whether a file counts: a report, or in a group's own folder anything, as it may be all that there is."""
    return is_report(name) or (many and len(name.parts) > 1 and not _is_hidden(name))


def _many(names: Sequence[PurePosixPath]) -> bool:
    """Tell whether the reports of a folder or an archive are of many groups: no student is checked with another."""
    listed = tuple(name for name in names if is_report(name))
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
    return name.suffix.lower() in _REPORTS and not _is_hidden(name)


def _is_hidden(name: PurePosixPath) -> bool:
    return any(part.startswith(_HIDDEN) for part in name.parts)


def documents_beside(path: Path) -> int:
    """Return how many reports, without notebooks, stand beside each other in a folder; 0 for a file."""
    files = sorted(path.iterdir()) if path.is_dir() else []
    return sum(file.suffix.lower() != ".ipynb" and is_report(PurePosixPath(file.name)) for file in files)
