"""Files reach their place together: all are written beside it first, then renamed."""

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from reportgen.errors import RenderError, first_line

FormatT = TypeVar("FormatT", bound=str)
_OURS = ("report.md", "report.pdf", "answers.json", "figures/*.svg")


def formats_of(wanted: str, known: Sequence[FormatT]) -> tuple[FormatT, ...]:
    """Return the formats that `--format` names, separated by commas, in the order of those that are known.

    Raises:
        RenderError: a format that is not known, or none; the valid ones are listed.
    """
    if not wanted.strip():
        raise RenderError(f"--format: names nothing to write; expected {', '.join(known)}, or several")
    unknown = sorted(set(wanted.split(",")) - set(known))
    if unknown:
        raise RenderError(f"--format: expected {', '.join(known)}, received '{unknown[0]}'")
    return tuple(item for item in known if item in wanted.split(","))


def check(folder: Path) -> None:
    """Refuse a folder that could not be written, before anything is trained for it.

    Raises:
        RenderError: the folder, or the nearest one above it that exists, is a file or may not be written.
    """
    path = folder.absolute()
    existing = next(item for item in (path, *path.parents) if os.path.lexists(item))
    if not existing.is_dir():
        raise _unwritable(folder, f"{existing} is not a folder")
    if not os.access(existing, os.W_OK | os.X_OK):
        raise _unwritable(folder, f"no permission to write into {existing}")


def publish(files: Mapping[Path, bytes]) -> None:
    """Write a report's files, and remove those of an earlier build that this one does not have.

    Only files that a build writes are removed; others that someone put beside them stay.

    Args:
        files: bodies by path; the reports' folders are the parents of the `answers.json` among them.

    Raises:
        RenderError: a file that cannot be written; when the disk is full or a folder is not writable, the earlier
            files are untouched.
    """
    with contextlib.ExitStack() as remains:
        staged = {path: _stage(path, body, remains) for path, body in files.items()}
        for path, temporary in staged.items():
            with _writing(path):
                temporary.replace(path)
    for folder in (path.parent for path in files if path.name == "answers.json"):
        _remove_stale(folder, files)


def _stage(path: Path, body: bytes, remains: contextlib.ExitStack) -> Path:
    """Write a body beside its place; `remains` removes it if it does not get there."""
    with _writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise _unwritable(path, "it is a folder")
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        remains.callback(temporary.unlink, missing_ok=True)
        with open(handle, "wb") as file:  # noqa: PTH123  (a descriptor, not a path)
            file.write(body)
        temporary.chmod(0o644)
    return temporary


def _remove_stale(folder: Path, files: Mapping[Path, bytes]) -> None:
    for pattern in _OURS:
        for stale in set(folder.glob(pattern)) - set(files):
            with _writing(stale):
                stale.unlink()


@contextlib.contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Turn what the system refuses into a RenderError that names the file meant."""
    try:
        yield
    except OSError as error:
        raise _unwritable(path, error.strerror or first_line(error)) from error


def _unwritable(path: Path, reason: str) -> RenderError:
    return RenderError(f"{path}: cannot be written: {reason}", "name another folder: --output DIR")
