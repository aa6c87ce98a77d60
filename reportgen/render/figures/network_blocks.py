"""The solids of a drawing of a network: what comes out of each layer, to scale.

Feature maps are boxes seen from the front left: their height and depth are the image's, their length along the flow
is the number of channels. Vectors are upright bars whose height grows with the root of their length.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod, sqrt

from reportgen.model import LayerSummary, Shape
from reportgen.render.figures.style import PALETTE

TALLEST = 48.0  # points
LONGEST = 20.0
_SLANT = 0.34  # how far an edge that leads away goes to the right and up, as a part of its length
_FRONT = TALLEST / (1 + _SLANT)
_CHANNEL = 1.2  # the length of one channel, where there is room for all
_BAR = 7.0
_LEAST = 2.0
EDGE = PALETTE[0]
_PALEST, _DARKEST = 0.14, 0.7


Point = tuple[float, float]
Polygon = tuple[Point, ...]


@dataclass(frozen=True)
class Solid:
    """The front of a box or a bar, with how far it reaches away: to the right, and as much up; in points."""

    width: float
    height: float
    slant: float = 0.0

    @property
    def extent(self) -> tuple[float, float]:
        """Width and height with the slanted faces."""
        return self.width + self.slant, self.height + self.slant


@dataclass(frozen=True)
class Block:
    """A solid at its place: the top left of its front, and its fill."""

    x: float
    y: float
    solid: Solid
    fill: str

    @property
    def right(self) -> float:
        """Where it ends, slanted faces included."""
        return self.x + self.solid.extent[0]

    @property
    def top(self) -> float:
        """Its highest point."""
        return self.y - self.solid.slant

    @property
    def bottom(self) -> float:
        """Its lowest point."""
        return self.y + self.solid.height

    @property
    def faces(self) -> tuple[Polygon, ...]:
        """The outlines of what leads away: the upper face and the one on the right; a bar has none."""
        away, x, y = self.solid.slant, self.x + self.solid.width, self.y + self.solid.height
        upper = ((self.x, self.y), (self.x + away, self.top), (self.right, self.top), (x, self.y))
        side = ((x, self.y), (self.right, self.top), (self.right, y - away), (x, y))
        return (upper, side) if away else ()


def solids(layers: Sequence[LayerSummary]) -> tuple[Solid, ...]:
    """Return the solid of each layer's output, all maps on one scale, all vectors on another."""
    shapes = [_volume(layer.output_shape) for layer in layers]
    maps = [shape for shape in shapes if len(shape) > 1]
    side = _FRONT / max((max(shape[:2]) for shape in maps), default=1)
    channel = min(_CHANNEL, LONGEST / max((shape[2] for shape in maps), default=1))
    unit = TALLEST / sqrt(max((shape[0] for shape in shapes if len(shape) == 1), default=1))
    return tuple(
        _bar(shape[0], unit) if len(shape) == 1 else _box((shape[0], shape[1], shape[2]), side, channel)
        for shape in shapes
    )


def tint(share: float) -> str:
    """Return the fill of a layer: white without parameters, else darker with its share of all."""
    return _mixed((_PALEST + (_DARKEST - _PALEST) * share) if share else 0.0)


def _mixed(strength: float) -> str:
    """Return the colour of parameters, thinned with white."""
    pure = [int(PALETTE[0][place : place + 2], 16) for place in (1, 3, 5)]
    return "#" + "".join(f"{round(255 + (value - 255) * strength):02x}" for value in pure)


def _volume(shape: Shape) -> Shape:
    """Read a shape as a vector or as height × width × channels."""
    return shape if len(shape) == 1 else (shape[0], shape[1], prod(shape[2:]))


def _box(shape: tuple[int, int, int], side: float, channel: float) -> Solid:
    height, width, channels = shape
    return Solid(max(_LEAST, channel * channels), max(_LEAST, side * height), _SLANT * max(_LEAST, side * width))


def _bar(length: int, unit: float) -> Solid:
    return Solid(_BAR, max(2 * _LEAST, unit * sqrt(length)))
