"""Every choice of looks that figures share, in one place."""

from typing import Any

from reportgen.render.fonts import FACES, TEXT_STACK

WIDTH = 6.5  # inches: the text width of A4
CAPTION_SIZE = 7.5  # points
TEXT_SIZE = 8.5
INK = "#222222"
SOFT = "#5c5c5c"
GRID = "#e4e4e4"
PALETTE = ("#0072b2", "#d55e00", "#009e73", "#a6478f", "#56b4e9", "#8c6d00", "#222222", "#e69f00")
"""Okabe and Ito's colours, with purple and yellow darkened for white paper; blue and vermilion come first."""

_SETTINGS: dict[Any, Any] = {
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

DOT: dict[str, Any] = {
    "marker": "o",
    "markersize": 5.5,
    "markeredgecolor": "white",
    "markeredgewidth": 0.9,
    "clip_on": False,
}
"""A point of data: a dot in a white ring, whole even on the frame."""


def apply() -> None:
    """Give matplotlib our style, of which a user's own settings are no part, and the report's faces."""
    import matplotlib

    matplotlib.rcdefaults()
    matplotlib.rcParams.update(_SETTINGS)
    _register_fonts()


def _register_fonts() -> None:
    """Make the report's faces known to matplotlib, once in a process."""
    from matplotlib.font_manager import FontEntry, fontManager

    known = {entry.name for entry in fontManager.ttflist}
    for face in FACES:
        upright = face.family in TEXT_STACK and face.weight == 400 and face.style == "normal"
        if upright and face.family not in known:
            fontManager.ttflist.append(FontEntry(fname=str(face.file), name=face.family, weight=400))
