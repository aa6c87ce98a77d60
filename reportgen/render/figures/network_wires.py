"""The lines of a drawing of a network: from each layer to those that read it, round the layers they skip.

A line to the next layer runs along the flow; at the end of a row it leads through the gap between the rows to the
start of the next. Any other line rises above the row, in a lane of its own, and comes down to its reader.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot

from reportgen.model import ModelSpec
from reportgen.render.figures.network_blocks import Point, Polygon
from reportgen.render.figures.network_places import GUTTER, SUM, TURN, Place
from reportgen.render.figures.network_rows import Wire, skips, wires

_RADIUS = 4.0  # of the corners, in points
_HEAD = (3.8, 1.5)  # length and half the breadth of an arrowhead
_BETWEEN = 7.0  # from a row up to the line that leads to it
_BEFORE = 11.0  # from where that line ends back to where it comes down


@dataclass(frozen=True)
class Arrow:
    """A line through some points, its corners rounded, with a head at the last one."""

    points: tuple[Point, ...]
    skips: bool

    @property
    def path(self) -> str:
        """The line as SVG path data, up to the head."""
        points = (*self.points[:-1], _towards(self.points[-1], self.points[-2], _HEAD[0] - 0.5))
        data = [f"M{_pair(points[0])}"]
        for start, corner, end in zip(points, points[1:], points[2:], strict=False):
            before, after = _towards(corner, start, _RADIUS), _towards(corner, end, _RADIUS)
            data.append(f"L{_pair(before)}Q{_pair(corner)} {_pair(after)}")
        return "".join((*data, f"L{_pair(points[-1])}"))

    @property
    def head(self) -> Polygon:
        """The triangle of the head."""
        (x, y), (length, half) = self.points[-1], _HEAD
        back = _towards(self.points[-1], self.points[-2], length)
        dx, dy = (back[0] - x) / length * half, (back[1] - y) / length * half
        return (x, y), (back[0] - dy, back[1] + dx), (back[0] + dy, back[1] - dx)


def arrows(model: ModelSpec, places: Sequence[Place], right: float) -> Iterator[Arrow]:
    """Draw every connection; lines to another row go by the right edge, each skip connection at its own distance."""
    lines = wires(model)
    far = [wire for wire in lines if skips(wire) and places[wire[0]].row is not places[wire[1]].row]
    for wire in lines:
        source, target = places[wire[0]], places[wire[1]]
        if not skips(wire):
            yield Arrow(tuple(_along(source, target, right)), skips=False)
        else:
            edges = (right + 5 + (GUTTER - 6) * far.index(wire) / len(far),) if wire in far else ()
            yield Arrow(tuple(_above(wire, source, target, edges)), skips=True)


def _along(source: Place, target: Place, right: float) -> Iterator[Point]:
    """Go to the next layer, through the gap between the rows if it stands in the next one."""
    yield source.out, source.row.axis
    if source.row is not target.row:
        between, left = target.row.top - _BETWEEN, target.entry - _BEFORE
        yield from ((right, source.row.axis), (right, between), (left, between), (left, target.row.axis))
    yield target.entry, target.row.axis


def _above(wire: Wire, source: Place, target: Place, edges: Sequence[float]) -> Iterator[Point]:
    """Go above the layers between, by the right edge if the reader stands in another row."""
    rise = source.out + TURN
    yield from ((source.out, source.row.axis), (rise, source.row.axis), (rise, source.row.lane(wire)))
    for edge in edges:
        yield from ((edge, source.row.lane(wire)), (edge, target.row.lane(wire)))
    yield target.descent, target.row.lane(wire)
    if target.adds:
        yield target.descent, target.row.axis - SUM
    else:
        yield from ((target.descent, target.row.axis), (target.entry, target.row.axis))


def _towards(start: Point, end: Point, way: float) -> Point:
    """Return the point that far, but at most half the way, from one point to another."""
    length = hypot(end[0] - start[0], end[1] - start[1])
    part = min(way / length, 0.5) if length else 0.0
    return start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1])


def _pair(point: Point) -> str:
    return f"{point[0]:.2f} {point[1]:.2f}"
