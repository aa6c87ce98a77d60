"""Bars side by side, one of them set apart in each panel."""

from typing import TYPE_CHECKING

from reportgen.i18n import Language
from reportgen.plots import BarPanel, Bars
from reportgen.render.figures.axes import decimals, legend, round_ticks, tick
from reportgen.render.figures.style import CAPTION_SIZE, PALETTE, SOFT, WIDTH
from reportgen.render.figures.text import written

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

HEIGHT = 1.9  # inches


def draw_bars(figure: "Figure", plot: Bars, language: Language) -> None:
    """Draw panels side by side; the marked bars have a colour of their own, which the legend names."""
    figure.set_size_inches(WIDTH, HEIGHT)
    axes = figure.subplots(1, len(plot.panels), squeeze=False)[0]
    for ax, panel in zip(axes, plot.panels, strict=True):
        _bars(ax, panel, language)
        ax.set_xlabel(written(plot.x_label, language))
    names = {written(plot.marked, language): PALETTE[1], written(plot.others, language): PALETTE[0]}
    squares = {
        name: axes[0].plot([], [], color=colour, linestyle="", marker="s", markersize=6)[0]
        for name, colour in names.items()
    }
    legend(figure, squares)


def _bars(ax: "Axes", panel: BarPanel, language: Language) -> None:
    places = range(len(panel.names))
    colours = [PALETTE[1] if place == panel.mark else PALETTE[0] for place in places]
    ax.bar(places, panel.heights, width=0.75, color=colours, zorder=3)
    ax.axhline(0, color=SOFT, linewidth=0.6, zorder=4)
    ax.grid(visible=False, axis="x")
    ax.set_xticks(list(places), [written(name, language) for name in panel.names], size=CAPTION_SIZE)
    if panel.unit:
        ax.set_ylim(0, 1)
    ax.set_title(written(panel.y_label, language))
    tick(ax.yaxis, round_ticks(ax.yaxis, count=5), decimals(language))
