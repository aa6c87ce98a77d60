"""Figures: a `spec.Plot` becomes the bytes of an SVG, the only door to matplotlib.

The same plot in the same language gives the same bytes on every machine: fonts come by path from
packages (never from the system), a user's `matplotlibrc` has no say, identifiers are salted with a constant,
and numbers are written by the language, not by the locale.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reportgen.errors import RenderError
from reportgen.i18n import Language
from reportgen.plots import Curves, ImageGrid, Line, Panel, Plot, Point, Points, Text
from reportgen.render.fonts import FACES, TEXT_STACK
from reportgen.render.typography import spacing
from reportgen.spec import Images

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D
    from matplotlib.text import Annotation
    from matplotlib.transforms import Bbox

# ── style: every choice of looks, in one place ──────────────────────────────────────────────────────────────

WIDTH = 6.5  # inches: the text width of A4
PANEL_HEIGHT = 2.5
POINTS_HEIGHT = 3.2
TILE = 0.86  # the largest side of an image in a grid, in inches
TILE_GAP = 0.14
TILE_PIXELS = 112  # small images are enlarged to about this side, pixel by pixel
CAPTION_LINE = 0.125  # inches
CAPTION_SIZE = 7.5  # points
TEXT_SIZE = 8.5
INK = "#222222"
SOFT = "#5c5c5c"
GRID = "#e4e4e4"
PALETTE = ("#0072b2", "#d55e00", "#009e73", "#a6478f", "#56b4e9", "#8c6d00", "#222222", "#e69f00")
"""Okabe and Ito's colours, with purple and yellow darkened for white paper; blue and vermilion come first."""

_LOG_RATIO = 30.0  # abscissae that span more are drawn on a logarithmic axis
_STYLE: dict[Any, Any] = {
    "axes.axisbelow": True,
    "axes.edgecolor": SOFT,
    "axes.grid": True,
    "axes.labelcolor": INK,
    "axes.labelsize": TEXT_SIZE,
    "axes.linewidth": 0.6,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlepad": 7.0,
    "axes.titlesize": TEXT_SIZE,
    "figure.constrained_layout.h_pad": 0.03,
    "figure.constrained_layout.w_pad": 0.03,
    "figure.constrained_layout.wspace": 0.06,
    "font.family": list(TEXT_STACK),
    "font.size": TEXT_SIZE,
    "grid.color": GRID,
    "grid.linewidth": 0.5,
    "image.composite_image": False,
    "legend.borderaxespad": 0.0,
    "legend.borderpad": 0.2,
    "legend.columnspacing": 1.6,
    "legend.fontsize": TEXT_SIZE,
    "legend.frameon": False,
    "legend.handlelength": 1.9,
    "lines.dash_capstyle": "butt",
    "lines.linewidth": 1.4,
    "lines.scale_dashes": True,
    "path.simplify": True,
    "svg.fonttype": "path",
    "svg.hashsalt": "reportgen",
    "text.color": INK,
    "text.parse_math": False,
    "xtick.color": SOFT,
    "xtick.labelcolor": INK,
    "xtick.labelsize": CAPTION_SIZE,
    "xtick.major.size": 2.5,
    "xtick.major.width": 0.6,
    "xtick.minor.size": 0.0,
    "ytick.color": SOFT,
    "ytick.labelcolor": INK,
    "ytick.labelsize": CAPTION_SIZE,
    "ytick.major.size": 0.0,
}
_NO_METADATA = {"Creator": None, "Date": None, "Format": None, "Type": None}

_BAR: dict[str, Any] = {"linewidth": 1.1, "alpha": 0.65, "marker": "_", "markersize": 5}
_DROP: dict[str, Any] = {"linewidth": 0.7, "alpha": 0.65, "zorder": 1.5}
_DOT: dict[str, Any] = {
    "marker": "o",
    "markersize": 5.5,
    "markeredgecolor": "white",
    "markeredgewidth": 0.9,
    "clip_on": False,
}

_Place = tuple[float, float]
_PLACES: tuple[_Place, ...] = (
    (6, 0), (-6, 0), (5, 3), (5, -3), (-5, 3), (-5, -3), (0, 7), (0, -7), (5, 9), (5, -9), (-5, 9), (-5, -9),
)  # fmt: skip
"""Offsets of a name from its point, in typographic points, best first."""

_Write = Callable[[Sequence[float]], list[str]]  # the labels of the ticks of one axis


def draw(plot: Plot, language: Language) -> bytes:
    """Draw a plot and return the SVG, text as outlines; the same bytes every time.

    Raises:
        RenderError: for a plot without anything to draw.
    """
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_STYLE)
        _register_fonts()
        figure = Figure(facecolor="white", layout="constrained", dpi=72)
        FigureCanvasSVG(figure)  # texts are measured as they are written: unhinted
        match plot:
            case Curves():
                _curves(figure, plot, language)
            case ImageGrid():
                _image_grid(figure, plot, language)
            case Points():
                _points(figure, plot, language)
        buffer = io.BytesIO()
        figure.savefig(buffer, format="svg", metadata=_NO_METADATA)
    return buffer.getvalue()


def _register_fonts() -> None:
    """Make the report's faces known to matplotlib, once in a process."""
    from matplotlib.font_manager import FontEntry, fontManager

    known = {entry.name for entry in fontManager.ttflist}
    for face in FACES:
        upright = face.family in TEXT_STACK and face.weight == 400 and face.style == "normal"
        if upright and face.family not in known:
            fontManager.ttflist.append(FontEntry(fname=str(face.file), name=face.family, weight=400))


def _text(text: Text, language: Language) -> str:
    """Return a text of the plot with the language's spaces."""
    return spacing(language.text(text), language)


def _require(present: object, what: str) -> None:
    if not present:
        raise RenderError(f"a figure with nothing to draw: expected at least one {what}, received none")


# ── axes: ticks written by the language ─────────────────────────────────────────────────────────────────────


def _tick(axis: "Axis", values: Sequence[float], write: _Write) -> None:
    """Put the ticks that are in view, with their labels."""
    low, high = sorted(axis.get_view_interval())
    shown = [float(value) for value in values if low <= value <= high]
    axis.set_ticks([], minor=True)
    axis.set_ticks(shown, labels=write(shown))


def _decimals(language: Language) -> _Write:
    """Write all ticks of an axis with the same number of decimals: as many as the finest one needs."""
    return lambda values: [language.decimal(value, _digits(values)) for value in values]


def _percents(language: Language) -> _Write:
    """Write shares as percentages, likewise."""

    def write(values: Sequence[float]) -> list[str]:
        digits = _digits([100 * value for value in values])
        return [spacing(language.percent(value, digits), language) for value in values]

    return write


def _integers(language: Language) -> _Write:
    return lambda values: [language.integer(round(value)) for value in values]


def _digits(values: Sequence[float]) -> int:
    """Return the fewest decimals that write every value without loss."""
    fits = (digits for digits in range(9) if all(abs(round(value, digits) - value) < 1e-9 for value in values))
    return next(fits, 9)


def _round_ticks(axis: "Axis", *, integer: bool = False, count: int = 6) -> Sequence[float]:
    """Return ticks at round values over the view."""
    from matplotlib.ticker import MaxNLocator

    low, high = sorted(axis.get_view_interval())
    steps = [1, 2, 5, 10] if integer else [1, 2, 2.5, 5, 10]
    locator = MaxNLocator(nbins=count, steps=steps, integer=integer)
    values = (float(value) for value in locator.tick_values(low, high))
    return [value for value in values if value.is_integer() or not integer]


def _tick_abscissae(ax: "Axes", values: Sequence[float], language: Language) -> None:
    """Tick the x axis: integers where all abscissae are, powers and halves of ten on a wide range."""
    whole = all(float(value).is_integer() for value in values)
    write = _integers(language) if whole else _decimals(language)
    if ax.get_xscale() == "log":
        exponents = range(-9, 12)
        marks = [factor * 10.0**exponent for exponent in exponents for factor in (1, 2, 5)]
        _tick(ax.xaxis, marks, write)
    else:
        _tick(ax.xaxis, _round_ticks(ax.xaxis, integer=whole, count=10 if max(values) < 100 else 6), write)


# ── curves ──────────────────────────────────────────────────────────────────────────────────────────────────


def _curves(figure: "Figure", plot: Curves, language: Language) -> None:
    """Draw panels side by side; a name has one colour in all of them, and one place in the legend."""
    _require(plot.panels and all(line.x for panel in plot.panels for line in panel.lines), "point on each curve")
    figure.set_size_inches(WIDTH, PANEL_HEIGHT)
    comparable = len({panel.y_label for panel in plot.panels}) == 1
    axes = figure.subplots(1, len(plot.panels), squeeze=False, sharey=comparable)[0]
    names = dict.fromkeys(_text(line.name, language) for panel in plot.panels for line in panel.lines)
    colours = {name: PALETTE[index % len(PALETTE)] for index, name in enumerate(names)}
    handles: dict[str, Line2D] = {}
    for ax, panel in zip(axes, plot.panels, strict=True):
        for line in sorted(panel.lines, key=lambda line: line.dashed):
            name = _text(line.name, language)
            handles.setdefault(name, _line(ax, line, colours[name]))
        ax.margins(y=0.08)
    for ax, panel in zip(axes, plot.panels, strict=True):
        _frame(ax, panel, colours, language)
    if any(len(panel.lines) > 1 for panel in plot.panels):
        _legend(figure, {name: handles[name] for name in names})


def _line(ax: "Axes", line: Line, colour: str) -> "Line2D":
    """Draw a curve, its mark as a dot; a curve of one point is a dot too."""
    style = (0, (3.2, 1.6)) if line.dashed else "-"
    (curve,) = ax.plot(line.x, line.y, color=colour, linestyle=style, zorder=3)
    dot = 0 if len(line.x) == 1 else line.mark
    if dot is not None:
        ax.plot(line.x[dot], line.y[dot], color=colour, zorder=4, **_DOT)
    return curve


def _frame(ax: "Axes", panel: Panel, colours: Mapping[str, str], language: Language) -> None:
    """Set limits, ticks and titles of a panel whose curves are drawn; drop a thin line from each mark."""
    abscissae = [value for line in panel.lines for value in line.x]
    margin = 0.04 * (max(abscissae) - min(abscissae) or 10)
    ax.set_xlim(min(abscissae) - margin, max(abscissae) + margin)
    ax.set_ylim(ax.get_ylim())  # the drops below are no data
    ax.set_xlabel(_text(panel.x_label, language))
    ax.set_title(_text(panel.y_label, language))
    _tick_abscissae(ax, abscissae, language)
    _tick(ax.yaxis, _round_ticks(ax.yaxis), _decimals(language))
    floor = ax.get_ylim()[0]
    for line in panel.lines:
        if line.mark is not None:
            foot, top = (line.x[line.mark], floor), (line.x[line.mark], line.y[line.mark])
            ax.plot(*zip(foot, top, strict=True), color=colours[_text(line.name, language)], **_DROP)


def _legend(figure: "Figure", handles: Mapping[str, "Line2D"]) -> None:
    """Name the curves in rows above all panels."""
    widths = [_text_width(name, TEXT_SIZE) + 0.5 for name in handles]
    columns = len(handles) if sum(widths) <= WIDTH else max(1, int(WIDTH / max(widths)))
    figure.legend(list(handles.values()), list(handles), loc="outside upper left", ncols=columns)


# ── images ──────────────────────────────────────────────────────────────────────────────────────────────────


def _image_grid(figure: "Figure", plot: ImageGrid, language: Language) -> None:
    """Draw images in rows, on one pair of axes whose units are inches; captions stand above them."""
    _require(len(plot.images), "image")
    height, width = plot.images.shape[1:]
    side = min(TILE, WIDTH / plot.columns - TILE_GAP) / max(height, width)
    tile = (side * width, side * height)
    captions = [_wrap(_text(caption, language), tile[0] + TILE_GAP / 2) for caption in plot.captions]
    head = CAPTION_LINE * max(caption.count("\n") + 1 for caption in captions) + 0.05
    step = (tile[0] + TILE_GAP, tile[1] + head + TILE_GAP / 2)
    rows = -(-len(plot.images) // plot.columns)
    size = (min(plot.columns, len(plot.images)) * step[0], rows * step[1])
    figure.set_size_inches(size)
    figure.set_layout_engine("none")
    ax = figure.add_axes((0, 0, 1, 1), xlim=(0, size[0]), ylim=(size[1], 0))
    ax.set_axis_off()
    for index, (image, caption) in enumerate(zip(plot.images, captions, strict=True)):
        row, column = divmod(index, plot.columns)
        left, top = column * step[0] + TILE_GAP / 2, row * step[1] + head
        _image(ax, 255 - image if plot.ink else image, (left, top), tile)
        ax.text(left + tile[0] / 2, top - 0.035, caption, size=CAPTION_SIZE, ha="center", va="bottom")


def _image(ax: "Axes", image: Images, corner: tuple[float, float], tile: tuple[float, float]) -> None:
    """Draw one image: each pixel a sharp square in every viewer, in a hairline frame."""
    from matplotlib.patches import Rectangle

    factor = max(1, round(TILE_PIXELS / max(image.shape)))
    (left, top), (width, height) = corner, tile
    ax.imshow(
        image[:, :, None].repeat(factor, axis=0).repeat(factor, axis=1).repeat(3, axis=2),
        interpolation="none", aspect="auto",
        extent=(left, left + width, top + height, top),
    )  # fmt: skip
    ax.add_patch(Rectangle(corner, width, height, fill=False, edgecolor="#c4c4c4", linewidth=0.5))


def _wrap(caption: str, width: float) -> str:
    """Break a caption at ordinary spaces so that its lines fit in a width in inches."""
    lines: list[str] = []
    for paragraph in caption.split("\n"):
        line, *words = paragraph.split(" ")
        for word in words:
            if _text_width(f"{line} {word}", CAPTION_SIZE) > width:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}"
        lines.append(line)
    return "\n".join(lines)


def _text_width(text: str, size: float) -> float:
    """Return the width of a line of text, in inches."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(size=size)
    return float(text_to_path.get_text_width_height_descent(text, font, ismath=False)[0]) / 72


# ── points ──────────────────────────────────────────────────────────────────────────────────────────────────


def _points(figure: "Figure", plot: Points, language: Language) -> None:
    """Draw points with error bars and, beside each, its name."""
    _require(plot.points, "point")
    figure.set_size_inches(WIDTH, POINTS_HEIGHT)
    ax = figure.subplots()
    for point in plot.points:
        ax.plot([point.x, point.x], [point.low, point.high], color=PALETTE[0], **_BAR)
        ax.plot(point.x, point.y, color=PALETTE[0], zorder=4, **_DOT)
    abscissae = [point.x for point in plot.points]
    if min(abscissae) > 0 and max(abscissae) / min(abscissae) > _LOG_RATIO:
        ax.set_xscale("log")
    ax.margins(x=0.07, y=0.08)
    ax.set_xlabel(_text(plot.x_label, language))
    ax.set_title(_text(plot.y_label, language))
    _tick_abscissae(ax, abscissae, language)
    _tick(ax.yaxis, _round_ticks(ax.yaxis), (_percents if plot.percent else _decimals)(language))
    _name_points(figure, ax, plot.points, language)


def _name_points(figure: "Figure", ax: "Axes", points: Sequence[Point], language: Language) -> None:
    """Write each name at the first place, of a fixed list around its point, that collides with least."""
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    taken = [_extent(ax, point) for point in points]
    for point in sorted(points, key=lambda point: (point.x, point.y, _text(point.name, language))):
        note = ax.annotate(
            _text(point.name, language), (point.x, point.y), (0, 0),
            textcoords="offset points", size=CAPTION_SIZE, zorder=5,
        )  # fmt: skip

        def collisions(place: _Place, note: "Annotation" = note) -> int:
            box = _place(note, place)
            beside = box.x0 < ax.bbox.x0 or box.x1 > figure.bbox.x1
            outside = beside or box.y0 < ax.bbox.y0 or box.y1 > ax.bbox.y1
            return int(box.count_overlaps(taken) + 2 * outside)

        taken.append(_place(note, min(_PLACES, key=collisions)))


def _extent(ax: "Axes", point: Point) -> "Bbox":
    """Return the box that a point with its error bar takes, in points."""
    from matplotlib.transforms import Bbox

    corners = ax.transData.transform([(point.x, point.low), (point.x, point.high), (point.x, point.y)])
    return Bbox([corners.min(axis=0), corners.max(axis=0)]).padded(3.5)


def _place(note: "Annotation", place: _Place) -> "Bbox":
    """Move a name to a place and return the box that it then takes, in points."""
    dx, dy = place
    note.set_position(place)
    note.set_horizontalalignment("left" if dx > 0 else "right" if dx < 0 else "center")
    note.set_verticalalignment("bottom" if dy > 0 else "top" if dy < 0 else "center_baseline")
    return note.get_window_extent()
