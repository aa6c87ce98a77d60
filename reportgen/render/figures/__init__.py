"""Figures: a `plots.Plot` becomes the bytes of an SVG, the only door to matplotlib; `network` does without it.

The same plot in the same language gives the same bytes on every machine: fonts come by path from
packages (never from the system), a user's `matplotlibrc` has no say, identifiers are salted with a constant,
and numbers are written by the language, not by the locale.
"""

import io

from reportgen.errors import RenderError
from reportgen.i18n import Language
from reportgen.plots import Bars, Curves, Drawing, HogGrid, ImageGrid, Plot, Points
from reportgen.render.figures import style
from reportgen.render.figures.bars import draw_bars
from reportgen.render.figures.curves import draw_curves
from reportgen.render.figures.grid import draw_grid
from reportgen.render.figures.hog import as_grid
from reportgen.render.figures.network import draw_network
from reportgen.render.figures.points import draw_points

_NO_METADATA = {"Creator": None, "Date": None, "Format": None, "Type": None}


def draw(plot: Plot, language: Language) -> bytes:
    """Draw a plot and return the SVG, text as outlines but for a network's; the same bytes every time.

    Raises:
        RenderError: for a plot without anything to draw.
    """
    if lacking := _lacking(plot):
        raise RenderError(f"a figure with nothing to draw: expected at least one {lacking}, received none")
    if isinstance(plot, Drawing):
        return draw_network(plot, language)

    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with matplotlib.rc_context():
        style.apply()
        figure = Figure(facecolor="white", layout="constrained", dpi=72)
        FigureCanvasSVG(figure)  # texts are measured as they are written: unhinted
        match plot:
            case Curves():
                draw_curves(figure, plot, language)
            case ImageGrid():
                draw_grid(figure, plot, language)
            case HogGrid():
                draw_grid(figure, as_grid(plot), language)
            case Points():
                draw_points(figure, plot, language)
            case Bars():
                draw_bars(figure, plot, language)
        buffer = io.BytesIO()
        figure.savefig(buffer, format="svg", metadata=_NO_METADATA)
    return buffer.getvalue()


def _lacking(plot: Plot) -> str:
    """Return what a plot needs and lacks, if anything: an empty frame would look like a result."""
    match plot:
        case Curves(panels) if not panels or not all(line.x for panel in panels for line in panel.lines):
            return "point on each curve"
        case ImageGrid(images) | HogGrid(images) if not len(images):
            return "image"
        case ImageGrid(images, captions) if len(images) != len(captions):
            return f"caption for each of {len(images)} images, received {len(captions)}"
        case Bars(panels=panels) if not panels or not all(panel.heights for panel in panels):
            return "bar in each panel"
        case Points(points=()):
            return "point"
    return ""
