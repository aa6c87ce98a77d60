"""Points with error bars and, beside each, its name if it has one."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reportgen.i18n import Language
from reportgen.plots import Point, Points
from reportgen.render.figures.axes import decimals, legend, percents, round_ticks, tick, tick_abscissae
from reportgen.render.figures.style import CAPTION_SIZE, DOT, INK, PALETTE, WIDTH
from reportgen.render.figures.text import written

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D
    from matplotlib.text import Annotation
    from matplotlib.transforms import Bbox, Transform

HEIGHT = 3.2  # inches
LOG_RATIO = 30.0  # abscissae that span more are drawn on a logarithmic axis
STEP = 6.0  # typographic points between points of the same abscissa
_BAR: dict[str, Any] = {"linewidth": 1.1, "alpha": 0.65, "marker": "_", "markersize": 5}

_Spot = tuple[Point, "Transform"]  # a point and where it is drawn
_Place = tuple[float, float]
_PLACES: tuple[_Place, ...] = (
    (6, 0), (-6, 0), (5, 3), (5, -3), (-5, 3), (-5, -3), (0, 7), (0, -7), (5, 9), (5, -9), (-5, 9), (-5, -9),
    (12, 6), (12, -6), (-12, 6), (-12, -6), (0, 14), (0, -14), (5, 16), (5, -16), (-5, 16), (-5, -16), (0, 22),
    (0, -22), (0, 30), (0, -30), (5, 36), (5, -36), (-5, 36), (-5, -36), (0, 38), (0, -38),
)  # fmt: skip
"""Offsets of a name from its point, in typographic points, best first."""


def draw_points(figure: "Figure", plot: Points, language: Language) -> None:
    """Draw the points; those of one abscissa stand a little apart, so that each interval can be seen.

    Groups, if there are several, have a colour each and are named above.
    """
    figure.set_size_inches(WIDTH, HEIGHT)
    ax = figure.subplots()
    spots = [(point, _beside(ax, shift)) for point, shift in zip(plot.points, _shifts(plot.points), strict=True)]
    colours = _colours(plot, language)
    handles: dict[str, Line2D] = {}
    for point, spot in spots:
        group = written(point.group, language)
        bar = ax.plot([point.x, point.x], [point.low, point.high], color=colours[group], **_BAR)
        dot = ax.plot(point.x, point.y, color=colours[group], zorder=4, **DOT)
        handles.setdefault(group, dot[0])
        for line in (*bar, *dot):
            line.set_transform(spot)  # after plotting: the limits of the axes follow the data
    if plot.joined:
        _join(ax, spots, colours, language)
    abscissae = [point.x for point in plot.points]
    if min(abscissae) > 0 and max(abscissae) / min(abscissae) > LOG_RATIO:
        ax.set_xscale("log")
    ax.margins(x=0.07, y=0.08)
    ax.set_xlabel(written(plot.x_label, language))
    ax.set_title(written(plot.y_label, language))
    tick_abscissae(ax, abscissae, language)
    tick(ax.yaxis, round_ticks(ax.yaxis), (percents if plot.percent else decimals)(language))
    if len(handles) > 1:
        legend(figure, handles)
    _name_points(figure, ax, spots, colours, language)


def _join(ax: "Axes", spots: Sequence[_Spot], colours: Mapping[str, str], language: Language) -> None:
    """Draw a line through the points of each group, in their order, as far to the side as the first one stands."""
    for group, colour in colours.items():
        own = [spot for spot in spots if written(spot[0].group, language) == group]
        x, y = zip(*((point.x, point.y) for point, _ in own), strict=True)
        (line,) = ax.plot(x, y, color=colour, linewidth=1.1, zorder=2)
        line.set_transform(own[0][1])


def _colours(plot: Points, language: Language) -> dict[str, str]:
    groups = dict.fromkeys(written(point.group, language) for point in plot.points)
    return {group: PALETTE[index % len(PALETTE)] for index, group in enumerate(groups)}


def _shifts(points: Sequence[Point]) -> Iterator[float]:
    """Give each point's way to the side: those of one abscissa spread around it, in their order."""
    count = Counter(point.x for point in points)
    seen: Counter[float] = Counter()
    for point in points:
        yield STEP * (seen[point.x] - (count[point.x] - 1) / 2)
        seen[point.x] += 1


def _beside(ax: "Axes", shift: float) -> "Transform":
    """Return the place of data, shifted to the side."""
    from matplotlib.transforms import Affine2D

    return ax.transData + Affine2D().translate(shift, 0)  # a drawing has 72 dots per inch: points


def _name_points(
    figure: "Figure", ax: "Axes", spots: Sequence[_Spot], colours: Mapping[str, str], language: Language
) -> None:
    """Write each name at the first place, of a fixed list around its point, that collides with least."""
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    taken = [_extent(*spot) for spot in spots]
    named = [spot for spot in spots if spot[0].name != ""]
    for point, spot in sorted(named, key=lambda spot: (spot[0].x, spot[0].y, written(spot[0].name, language))):
        note = ax.annotate(
            written(point.name, language), (point.x, point.y), (0, 0),
            xycoords=spot, textcoords="offset points", size=CAPTION_SIZE, zorder=5,
            color=colours[written(point.group, language)] if len(colours) > 1 else INK,
        )  # fmt: skip

        def collisions(place: _Place, note: "Annotation" = note) -> int:
            box = _place(note, place)
            beside = box.x0 < ax.bbox.x0 or box.x1 > figure.bbox.x1
            outside = beside or box.y0 < ax.bbox.y0 or box.y1 > ax.bbox.y1
            return int(box.count_overlaps(taken) + 4 * outside)

        taken.append(_place(note, min(_PLACES, key=collisions)))


def _extent(point: Point, spot: "Transform") -> "Bbox":
    """Return the box that a point with its error bar takes, in points."""
    from matplotlib.transforms import Bbox

    corners = spot.transform([(point.x, point.low), (point.x, point.high), (point.x, point.y)])
    return Bbox([corners.min(axis=0), corners.max(axis=0)]).padded(3.5)


def _place(note: "Annotation", place: _Place) -> "Bbox":
    """Move a name to a place and return the box that it then takes, in points."""
    dx, dy = place
    note.set_position(place)
    note.set_horizontalalignment("left" if dx > 0 else "right" if dx < 0 else "center")
    note.set_verticalalignment("bottom" if dy > 0 else "top" if dy < 0 else "center_baseline")
    return note.get_window_extent()
