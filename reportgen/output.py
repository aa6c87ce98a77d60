"""Files reach their place together: all are written beside it first, then renamed."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from reportgen.errors import RenderError

_OURS = ("report.md", "report.pdf", "answers.json", "figures/*.svg")


def publish(files: Mapping[Path, bytes]) -> None:
    """Write a report's files, and remove those of an earlier build that this one does not have.

    Only files that a build writes are removed; others that someone put beside them stay.

    Args:
        files: bodies by path; the reports' folders are the parents of the `answers.json` among them.

    Raises:
        RenderError: a folder that cannot be written; the earlier files are untouched then.
    """
    folders = [path.parent for path in files if path.name == "answers.json"]
    try:
        staged = [(_stage(path, body), path) for path, body in files.items()]
    except OSError as error:
        raise RenderError(
            f"{error.filename}: cannot be written: {error.strerror}", "name another folder: --output DIR"
        ) from None
    for temporary, path in staged:
        temporary.replace(path)
    for folder in folders:
        for pattern in _OURS:
            for stale in set(folder.glob(pattern)) - set(files):
                stale.unlink()


def _stage(path: Path, body: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        file.write(body)
    temporary = Path(file.name)
    temporary.chmod(0o644)
    return temporary
