"""Sections by path: a built-in section, an installed package's and a lab's own come in by the same door."""

import importlib.util
import inspect
import sys
import traceback
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

from pydantic import BaseModel

from reportgen.errors import SectionError
from reportgen.lab_errors import did_you_mean
from reportgen.section import Section

MEND = "the section's own code failed; mend it there"
WHOLE = "a section is a file of its own with one subclass of reportgen.section.Section, its options and answers()"


def find(name: str, folders: Sequence[Path], asked_by: str) -> Path:
    """Return the file of the section `name`: the lab's own, in the first folder, or the only one of the others.

    Args:
        name: of the section; its file is `<name>.py`.
        folders: the lab's own `sections/`, then those of installed packages and the built-in one.
        asked_by: how messages begin.

    Raises:
        SectionError: no such file (the valid names are listed), or several and none of them the lab's own.
    """
    found = [path for folder in folders if (path := folder / f"{name}.py").is_file()]
    if not found:
        valid = names(folders)
        raise SectionError(
            f"{asked_by}: no section '{name}'{did_you_mean(name, valid)}",
            f"sections: {', '.join(valid)}; or a file {name}.py in {folders[0]}",
        )
    if len(found) > 1 and found[0].parent != folders[0]:
        raise SectionError(
            f"{asked_by}: expected one section '{name}', received {len(found)}: {', '.join(map(str, found))}",
            f"uninstall the package that is not meant, or put a file {name}.py into {folders[0]}",
        )
    return found[0]


def names(folders: Sequence[Path]) -> tuple[str, ...]:
    """Return the names of the sections in the folders."""
    return tuple(sorted({path.stem for folder in folders for path in folder.glob("[!_]*.py")}))


@cache
def load(path: Path) -> Section[Any]:
    """Load a section file, by its absolute path, and return its section.

    Raises:
        SectionError: the file cannot be imported, or does not define exactly one complete subclass of `Section`.
    """
    module = importlib.util.module_from_spec(spec := _spec(path))
    sys.modules[spec.name] = module  # dataclasses and pydantic look their module up
    try:
        spec.loader.exec_module(module)
        return _only_section(module, path)()
    except SectionError:
        raise
    except Exception as error:
        sys.modules.pop(spec.name, None)
        raise SectionError(f"{failed_at(path, error)}: cannot be loaded: {in_one_line(error)}", MEND) from error


def _only_section(module: ModuleType, path: Path) -> type[Section[Any]]:
    """Return the one subclass of `Section` that a module defines."""
    found = [
        item
        for item in vars(module).values()
        if inspect.isclass(item) and issubclass(item, Section) and item.__module__ == module.__name__
    ]
    if len(found) != 1:
        received = ", ".join(item.__name__ for item in found) or "none"
        raise SectionError(f"{path}: expected one subclass of Section, received {received}", WHOLE)
    (section,) = found
    if inspect.isabstract(section):
        missing = ", ".join(f"{name}()" for name in sorted(section.__abstractmethods__))
        raise SectionError(f"{path}: {section.__name__}: expected {missing}, received none", WHOLE)
    if not _is_model(options := getattr(section, "options", None)):
        received = "none" if options is None else repr(options)
        expected = "a subclass of reportgen.options.Options"
        raise SectionError(f"{path}: {section.__name__}.options: expected {expected}, received {received}", WHOLE)
    return section


def _is_model(options: object) -> bool:
    return isinstance(options, type) and issubclass(options, BaseModel)


def failed_at(path: Path, error: Exception) -> str:
    """Return `file:line` of the innermost place of an error in a section's file, without a line if none is there."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
    if isinstance(error, SyntaxError) and error.filename == str(path):
        lines.append(error.lineno)
    return f"{path}:{lines[-1]}" if lines else str(path)


def in_one_line(error: Exception) -> str:
    """Return an error's type and message, without the place that Python adds to an error of syntax."""
    message = error.msg if isinstance(error, SyntaxError) else str(error)
    return " ".join(f"{type(error).__name__}: {message}".split())


def _spec(path: Path) -> Any:
    """Return how to import a file, as a module of its own: two labs may each have a `mine.py`."""
    unique = sha256(str(path).encode()).hexdigest()[:12]
    return importlib.util.spec_from_file_location(f"reportgen_section_{path.stem}_{unique}", path)
