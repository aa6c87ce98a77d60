"""The verb `init`: a course repository to begin with, whose CI builds, checks and publishes the reports.

`course/` holds its files; a name that begins with `dot_` stands for one that begins with a dot. In their texts
`@REPORTGEN@` and the other names of `values` are filled in.
"""

import json
import os
import sys
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

from reportgen import __version__, output
from reportgen.errors import RenderError

ADDRESS = "git+https://ADDRESS-OF-REPORTGEN/reportgen.git"
"""What stands for the address of reportgen's repository where it is not known, to be filled in by hand."""
_COURSE = Path(__file__).with_name("course")
_DECIDING = ("tensorflow", "keras", "numpy")  # packages whose version decides numbers
_ELSEWHERE = "name another folder: reportgen init DIR"


def init(folder: Path) -> tuple[Path, ...]:
    """Write the files of a course into a folder and return their paths; what is there already is never overwritten.

    Raises:
        RenderError: some of the files exist, which are then listed, or the folder cannot be written.
    """
    filled = values()
    bodies = {name: _filled(text, filled).encode() for name, text in _files().items()}
    if taken := [name for name in bodies if os.path.lexists(folder / name)]:
        raise RenderError(f"{folder}: has already {', '.join(taken)}; nothing is written", _ELSEWHERE)
    try:
        output.publish({folder / name: body for name, body in bodies.items()})
    except RenderError as error:
        raise RenderError(error.message, _ELSEWHERE) from error
    return tuple(folder / name for name in bodies)


def values() -> Mapping[str, str]:
    """Return what the files' texts leave open: this reportgen, this Python, and the versions that decide numbers."""
    return {
        "REPORTGEN": f"reportgen[train] @ {source()}",
        "PINS": "\n".join(f"{name}=={found}" for name in _DECIDING if (found := _installed(name))),
        "PYTHON": f"{sys.version_info.major}.{sys.version_info.minor}",
    }


def source() -> str:
    """Return where pip gets this very reportgen: the commit that it was installed from, or its version's tag.

    The address is known of an installation from a repository (PEP 610); else it is left to be filled in.
    """
    record = json.loads(distribution("reportgen").read_text("direct_url.json") or "{}")
    if "vcs_info" not in record:
        return f"{ADDRESS}@v{__version__}"
    return f"{record['vcs_info']['vcs']}+{record['url']}@{record['vcs_info']['commit_id']}"


def _files() -> Mapping[str, str]:
    """Return the text of each file by the path that it will have."""
    paths = sorted(path for path in _COURSE.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {_name(path.relative_to(_COURSE)): path.read_text("utf-8") for path in paths}


def _name(path: Path) -> str:
    return "/".join(f".{part[4:]}" if part.startswith("dot_") else part for part in path.parts)


def _filled(text: str, filled: Mapping[str, str]) -> str:
    for name, value in filled.items():
        text = text.replace(f"@{name}@", value)
    return text


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
