"""What a figure shows, as data: a section says what to draw, the renderer draws it in a language."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.model import ModelSpec

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LabelValues = tuple[tuple[str, "str | int | float | Label"], ...]
"""What a label is filled in with, by name; a value may be a label itself."""


@dataclass(frozen=True)
class Label:
    """A text of the language's label file, with values to fill in."""

    key: str
    values: LabelValues = ()


Text = Label | str
"""A text in a plot: a label of the language, or a string that is the same in every language."""


@dataclass(frozen=True)
class Line:
    """A curve; `mark` is the index of the point to mark (the best epoch), `band` the ordinates it runs between."""

    name: Text
    x: tuple[float, ...]
    y: tuple[float, ...]
    mark: int | None = None
    dashed: bool = False
    band: tuple[tuple[float, ...], tuple[float, ...]] | None = None


@dataclass(frozen=True)
class Panel:
    """One pair of axes with its curves; `equal` gives both axes one scale."""

    x_label: Text
    y_label: Text
    lines: tuple[Line, ...]
    equal: bool = False


@dataclass(frozen=True)
class Curves:
    """Panels side by side."""

    panels: tuple[Panel, ...]


@dataclass(frozen=True, eq=False)
class ImageGrid:
    """Grey images in rows of `columns`, each with a caption above it; dark on light if `ink`.

    Attributes:
        images: uint8 (n, height, width).
        captions: one an image; may be empty.
        columns: images in a row.
        ink: whether large values are drawn dark.
        side: the largest side of an image, in inches, if the page is wide enough.
    """

    images: "NDArray[np.uint8]"
    captions: tuple[Text, ...]
    columns: int
    ink: bool = True
    side: float = 0.74


@dataclass(frozen=True)
class Point:
    """A point with a name and the interval of its ordinate; points of one group have one colour."""

    name: Text
    x: float
    y: float
    low: float
    high: float
    group: Text = ""


@dataclass(frozen=True)
class Points:
    """Points with error bars; `percent` writes the ordinates as percentages, `joined` draws a line through a group."""

    x_label: Text
    y_label: Text
    points: tuple[Point, ...]
    percent: bool = False
    joined: bool = False


@dataclass(frozen=True)
class BarPanel:
    """One pair of axes with a bar for each name; `mark` is the index of the bar to set apart.

    `unit` draws the heights on an axis from 0 to 1.
    """

    y_label: Text
    names: tuple[Text, ...]
    heights: tuple[float, ...]
    mark: int | None = None
    unit: bool = False


@dataclass(frozen=True)
class Bars:
    """Panels of bars side by side; the legend says what the marked bars are, and what the others."""

    x_label: Text
    marked: Text
    others: Text
    panels: tuple[BarPanel, ...]


@dataclass(frozen=True)
class Drawing:
    """A network, layer by layer: output shapes to scale, parameters, skip connections."""

    model: ModelSpec


@dataclass(frozen=True, eq=False)
class HogGrid:
    """Grey images, each in a row with its histograms of oriented gradients.

    Attributes:
        images: uint8 (n, height, width).
        settings: orientations and pixels per cell of each column of histograms.
        captions: of the column of images and of those of histograms.
    """

    images: "NDArray[np.uint8]"
    settings: tuple[tuple[int, int], ...]
    captions: tuple[Text, ...]


Plot = Curves | ImageGrid | Points | Bars | Drawing | HogGrid


@dataclass(frozen=True)
class Figure:
    """A drawing to make; captions and alternative texts are prose and stand in the templates."""

    id: str
    plot: Plot
