"""Zip archives of strangers: members are read in memory, bounded, under names that lead nowhere else."""

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from reportgen.check.reading.limits import Limits, at_most
from reportgen.errors import SubmissionError

_NESTED = (".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz")
_DRIVE = ":"


@dataclass(frozen=True)
class Member:
    """A file of an archive that may be a report.

    Attributes:
        name: within the archive.
        position: in the archive's table: names may stand there twice.
        refused: why it is not read, if it is not.
    """

    name: PurePosixPath
    position: int
    refused: SubmissionError | None = None


def members(path: Path, limits: Limits) -> tuple[Member, ...]:
    """Return the files of an archive that may be reports, by name; nothing is unpacked.

    Raises:
        SubmissionError: it is no archive, or by what it says of itself beyond the limits as a whole.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [(n, info) for n, info in enumerate(archive.infolist()) if not info.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise SubmissionError(f"{path}: expected a zip archive, received: {error}", "download it again") from None
    at_most(path.name, "files", len(infos), limits.files)
    at_most(path.name, "bytes unpacked", sum(info.file_size for _, info in infos), limits.archive)
    return tuple(_member(info, position) for position, info in sorted(infos, key=lambda pair: pair[1].filename))


def read(path: Path, positions: Sequence[int], limits: Limits) -> Iterator[bytes | SubmissionError]:
    """Yield the bytes of some members of an archive, or why they are not read.

    What an archive says of their sizes is checked against the limits first, and against what comes out of it while
    reading: a member that grows beyond them is cut off.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            for position in positions:
                yield _data(archive, infos[position], limits)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, IndexError) as error:
        raise SubmissionError(f"{path}: expected the archive as it was, received: {error}", "check it again") from None


def _member(info: zipfile.ZipInfo, position: int) -> Member:
    """Return what is known of a file of an archive."""
    name = _safe(info.filename)
    suffix = PurePosixPath(info.filename).suffix.lower()
    if name is None:
        own = PurePosixPath(Path(info.filename).name or "file")
        return Member(own, position, _refused(info, "a name that leads out of the archive"))
    if suffix in _NESTED and not name.name.startswith("."):
        return Member(name, position, _refused(info, "an archive within the archive"))
    return Member(name, position)


def _safe(name: str) -> PurePosixPath | None:
    """Return a member's name; None if it leads out of the archive."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or not path.parts or _DRIVE in path.parts[0][:2] or "\0" in name:
        return None
    return path


def _refused(info: zipfile.ZipInfo, received: str) -> SubmissionError:
    return SubmissionError(f"{info.filename}: expected a report, received {received}", "ask for the report alone")


def _data(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> bytes | SubmissionError:
    try:
        at_most(info.filename, "bytes", info.file_size, limits.bytes)
        with archive.open(info) as member:
            data = member.read(limits.bytes + 1)
        at_most(info.filename, "bytes", len(data), limits.bytes)
    except SubmissionError as error:
        return error
    except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, NotImplementedError, EOFError, ValueError) as error:
        return SubmissionError(f"{info.filename}: expected a file, received: {error}", "ask for the file again")
    return data
