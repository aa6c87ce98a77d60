"""The faces of a report: always the same files, whatever fonts a machine has.

Source Serif Pro sets the text, DejaVu Sans Mono the code, DejaVu Serif and DejaVu Sans the signs that the
text face lacks. They come with the packages `font-source-serif-pro` and matplotlib, whose files are found without
importing it, under family names of our own, so that no font of the system can take their place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from reportgen.errors import RenderError

SERIF = "Reportgen Serif"
MONO = "Reportgen Mono"
FALLBACK = "Reportgen Fallback"
SYMBOLS = "Reportgen Symbols"
TEXT_STACK = (SERIF, FALLBACK, SYMBOLS)
CODE_STACK = (MONO, SYMBOLS)

Style = Literal["normal", "italic"]


@dataclass(frozen=True)
class Face:
    """One font file and the place it takes in its family.

    Attributes:
        family: the family's name in our style sheet.
        package: the package that brings the file.
        path: the file, relative to the package.
        weight: the weight it answers to, 400 or 700; the text's bold is a semibold, calmer among numbers.
        style: upright or italic.
    """

    family: str
    package: str
    path: str
    weight: int = 400
    style: Style = "normal"

    @property
    def name(self) -> str:
        """The file's name, which no two faces share."""
        return Path(self.path).name

    @property
    def file(self) -> Path:
        """Where the file lies on this machine."""
        spec = find_spec(self.package)
        for folder in (spec and spec.submodule_search_locations) or ():
            if (file := Path(folder, self.path)).is_file():
                return file
        raise RenderError(
            f"font {self.name} not found in the package {self.package}",
            "install reportgen again, with the packages it depends on",
        )


def _source_serif(name: str, weight: int, style: Style) -> Face:
    return Face(SERIF, "font_source_serif_pro", f"files/SourceSerifPro-{name}.ttf", weight, style)


def _dejavu(family: str, name: str, weight: int = 400, style: Style = "normal") -> Face:
    return Face(family, "matplotlib", f"mpl-data/fonts/ttf/DejaVu{name}.ttf", weight, style)


FACES = (
    _source_serif("Regular", 400, "normal"),
    _source_serif("It", 400, "italic"),
    _source_serif("Semibold", 700, "normal"),
    _source_serif("SemiboldIt", 700, "italic"),
    _dejavu(MONO, "SansMono"),
    _dejavu(MONO, "SansMono-Oblique", 400, "italic"),
    _dejavu(MONO, "SansMono-Bold", 700),
    _dejavu(MONO, "SansMono-BoldOblique", 700, "italic"),
    _dejavu(FALLBACK, "Serif"),
    _dejavu(FALLBACK, "Serif-Italic", 400, "italic"),
    _dejavu(FALLBACK, "Serif-Bold", 700),
    _dejavu(FALLBACK, "Serif-BoldItalic", 700, "italic"),
    _dejavu(SYMBOLS, "Sans"),
    _dejavu(SYMBOLS, "Sans-Bold", 700),
)


def font_css(address: str) -> str:
    """Return the `@font-face` rules; a face is fetched at `address` followed by its file's name."""
    return "\n".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; '
        f"font-style: {face.style}; src: url({address}{face.name}) }}"
        for face in FACES
    )


def font_files(address: str) -> dict[str, Path]:
    """Return the file of each address that `font_css` names."""
    return {address + face.name: face.file for face in FACES}


def missing(text: str, stack: tuple[str, ...] = TEXT_STACK) -> set[str]:
    """Return the characters of a text that no upright face of the font stack can draw."""
    return {char for char in text if char.isprintable() or char.isspace()} - {chr(code) for code in _drawable(stack)}


def _drawable(stack: tuple[str, ...]) -> Iterator[int]:
    from fontTools.ttLib import TTFont

    for face in FACES:
        if face.family in stack and face.weight == 400 and face.style == "normal":
            with TTFont(face.file, lazy=True) as font:
                yield from font.getBestCmap()
