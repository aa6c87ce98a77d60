"""Sections by path: a built-in section and a user's own come in by the same door."""

import importlib.util
import inspect
import sys
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from reportgen.errors import SectionError
from reportgen.lab_errors import did_you_mean
from reportgen.section import Section


def section(name: str, folders: Sequence[Path], asked_by: str) -> Section[Any]:
    """Load the section `name` from the first folder that has `<name>.py`; messages begin with `asked_by`.

    Raises:
        SectionError: no such file (the valid names are listed), or a file that does not hold one section.
    """
    for folder in folders:
        path = folder / f"{name}.py"
        if path.is_file():
            return load(path.resolve())
    valid = names(folders)
    raise SectionError(
        f"{asked_by}: no section '{name}'{did_you_mean(name, valid)}",
        f"sections: {', '.join(valid)}; or a file {name}.py in {folders[0]}",
    )


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
    except Exception as error:
        sys.modules.pop(spec.name, None)
        raise SectionError(f"{path}: cannot be loaded: {type(error).__name__}: {error}") from error
    found = [
        item
        for item in vars(module).values()
        if inspect.isclass(item) and issubclass(item, Section) and item.__module__ == spec.name
    ]
    if len(found) != 1 or inspect.isabstract(found[0]):
        names = ", ".join(item.__name__ for item in found) or "none"
        raise SectionError(f"{path}: expected one subclass of Section with answers(), received {names}")
    if not issubclass(getattr(found[0], "options", object), BaseModel):
        raise SectionError(f"{path}: {found[0].__name__}.options: expected a pydantic model")
    loaded: Section[Any] = found[0]()
    return loaded


def _spec(path: Path) -> Any:
    """Return how to import a file, as a module of its own: two labs may each have a `mine.py`."""
    unique = sha256(str(path).encode()).hexdigest()[:12]
    return importlib.util.spec_from_file_location(f"reportgen_section_{path.stem}_{unique}", path)
