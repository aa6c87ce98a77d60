"""Curves over the epochs, in panels side by side."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from reportgen.i18n import Language
from reportgen.plots import Curves, Line, Panel
from reportgen.render.figures.axes import decimals, legend, round_ticks, tick, tick_abscissae
from reportgen.render.figures.style import DOT, PALETTE, WIDTH
from reportgen.render.figures.text import written

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

HEIGHT = 2.0  # inches
_BAND: dict[str, Any] = {"alpha": 0.2, "zorder": 2}
_DROP: dict[str, Any] = {"linewidth": 0.7, "alpha": 0.65, "zorder": 1.5}


def draw_curves(figure: "Figure", plot: Curves, language: Language) -> None:
    """Draw panels side by side; a name has one colour in all of them, and one place in the legend."""
    figure.set_size_inches(WIDTH, HEIGHT)
    comparable = len({panel.y_label for panel in plot.panels}) == 1
    axes = figure.subplots(1, len(plot.panels), squeeze=False, sharey=comparable)[0]
    names = dict.fromkeys(written(line.name, language) for panel in plot.panels for line in panel.lines)
    colours = {name: PALETTE[index % len(PALETTE)] for index, name in enumerate(names)}
    handles: dict[str, Line2D] = {}
    for ax, panel in zip(axes, plot.panels, strict=True):
        for line in sorted(panel.lines, key=lambda line: line.dashed):
            name = written(line.name, language)
            handles.setdefault(name, _line(ax, line, colours[name]))
        ax.margins(y=0.08)
    for ax, panel in zip(axes, plot.panels, strict=True):
        _frame(ax, panel, colours, language)
    if any(len(panel.lines) > 1 for panel in plot.panels):
        legend(figure, {name: handles[name] for name in names})


def _line(ax: "Axes", line: Line, colour: str) -> "Line2D":
    """Draw a curve over its band, its mark as a dot; a curve of one point is a dot too, its band a bar."""
    style = (0, (3.2, 1.6)) if line.dashed else "-"
    if line.band and len(line.x) > 1:
        ax.fill_between(line.x, *line.band, color=colour, linewidth=0, **_BAND)
    elif line.band:
        ax.vlines(line.x, *line.band, color=colour, linewidth=4, **_BAND)
    (curve,) = ax.plot(line.x, line.y, color=colour, linestyle=style, zorder=3)
    dot = 0 if len(line.x) == 1 else line.mark
    if dot is None:
        return curve
    (marked,) = ax.plot(line.x[dot], line.y[dot], color=colour, linestyle="", zorder=4, **DOT)
    return marked if len(line.x) == 1 else curve


def _frame(ax: "Axes", panel: Panel, colours: Mapping[str, str], language: Language) -> None:
    """Set limits, ticks and titles of a panel whose curves are drawn; drop a thin line from each mark."""
    abscissae = [value for line in panel.lines for value in line.x]
    margin = 0.04 * (max(abscissae) - min(abscissae) or 10)
    ax.set_xlim(min(abscissae) - margin, max(abscissae) + margin)
    ax.set_ylim(ax.get_ylim())  # the drops below are no data
    ax.set_xlabel(written(panel.x_label, language))
    ax.set_title(written(panel.y_label, language))
    if panel.equal:
        _square(ax, panel, language)
        return
    tick_abscissae(ax, abscissae, language)
    tick(ax.yaxis, round_ticks(ax.yaxis), decimals(language))
    floor = ax.get_ylim()[0]
    for line in panel.lines:
        if line.mark is not None:
            foot, top = (line.x[line.mark], floor), (line.x[line.mark], line.y[line.mark])
            ax.plot(*zip(foot, top, strict=True), color=colours[written(line.name, language)], **_DROP)


def _square(ax: "Axes", panel: Panel, language: Language) -> None:
    """Give both axes of a panel one scale and the same view around 0."""
    reach = 1.05 * max(abs(value) for line in panel.lines for value in (*line.x, *line.y))
    for axis, limit in ((ax.xaxis, ax.set_xlim), (ax.yaxis, ax.set_ylim)):
        limit(-reach, reach)
        tick(axis, round_ticks(axis, count=4), decimals(language))
    ax.set_aspect("equal")
