"""Where the parts that are not engine lie: sections, templates and labs.

In a wheel they lie inside the package; in a checkout or an editable install `sections/` and `templates/` lie beside it.
"""

from pathlib import Path

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


def _beside(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
