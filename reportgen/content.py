"""Where the parts that are not engine lie: sections, templates and labs, ours and those of installed packages.

In a wheel ours lie inside the package; in a checkout or an editable install `sections/` and `templates/` lie beside it.
"""

from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path

from reportgen.errors import SectionError

GROUP = "reportgen.sections"
"""The entry points by which an installed package offers its `sections/` and `templates/`; each names the package."""

_PACKAGE = Path(__file__).parent


def sections() -> Path:
    """Return the folder of the built-in section plugins."""
    return _beside("sections")


def templates() -> Path:
    """Return the folder of the built-in templates, one folder per language in it."""
    return _beside("templates")


def labs() -> Path:
    """Return the folder of the built-in lab files."""
    return _PACKAGE / "labs"


def packages() -> tuple[Path, ...]:
    """Return the folders of the installed packages that offer sections, in the order of their entry points' names.

    No package is imported: where it lies is enough.

    Raises:
        SectionError: an entry point that names no package, or one without `sections/`.
    """
    entries = sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, entry.value))
    return tuple(dict.fromkeys(_folder(entry) for entry in entries))


def _folder(entry: EntryPoint) -> Path:
    """Return the folder of a package; that of `course.lab` is found without importing `course`."""
    name, *below = entry.value.split(".")
    try:
        spec = find_spec(name)
    except (ImportError, ValueError):
        spec = None
    folders = [Path(place, *below) for place in (spec and spec.submodule_search_locations) or ()]
    for folder in folders:
        if (folder / "sections").is_dir():
            return folder
    received = spec.origin or "" if spec else f"no package '{name}'"
    owner = entry.dist.name if entry.dist else entry.value
    raise SectionError(
        f'{owner}: entry point {GROUP}: {entry.name} = "{entry.value}": expected a package with a folder sections/, '
        f"received {', '.join(map(str, folders)) or received}",
        f"correct it in the pyproject.toml of {owner}, or remove that with: pip uninstall {owner}",
    )


def _beside(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
