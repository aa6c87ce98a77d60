"""Zip archives of strangers: members are read in memory, bounded, under names that lead nowhere else."""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from reportgen.check.reading.limits import Limits, at_most
from reportgen.errors import SubmissionError

_NESTED = (".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz")
_WANTED = (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd", ".txt", ".text", ".tex", ".pdf", ".ipynb")
_DRIVE = ":"


def members(path: Path, limits: Limits) -> Iterator[tuple[PurePosixPath, bytes | SubmissionError]]:
    """Return the files of an archive that may be reports, by name, each with its bytes or why they are not read.

    What an archive says of its sizes is checked against the limits first, and against what comes out of it while
    reading: a member that grows beyond them is cut off.

    Raises:
        SubmissionError: it is no archive, or as a whole beyond the limits.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            infos = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
            at_most(path.name, "files", len(infos), limits.files)
            at_most(path.name, "bytes unpacked", sum(info.file_size for info in infos), limits.archive)
            for info in infos:
                name = _safe(info.filename)
                suffix = PurePosixPath(info.filename).suffix.lower()
                if name is None:
                    yield (
                        PurePosixPath(Path(info.filename).name or "file"),
                        _refused(info, "a name that leads out of the archive"),
                    )
                elif suffix in _NESTED and not name.name.startswith("."):
                    yield name, _refused(info, "an archive within the archive")
                elif suffix in _WANTED:
                    yield name, _data(archive, info, limits)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise SubmissionError(f"{path}: expected a zip archive, received: {error}", "download it again") from None


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
