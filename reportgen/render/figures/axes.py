"""Axes whose ticks stand at round values and are written by the language, not by the locale."""

from collections.abc import Callable, Mapping, Sequence
from math import log10
from typing import TYPE_CHECKING

from reportgen.i18n import SMALL, Language
from reportgen.render.figures.style import TEXT_SIZE, WIDTH
from reportgen.render.figures.text import text_width
from reportgen.render.typography import spacing

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

EACH = 10
"""Neighbouring whole numbers, such as ten digits, that each have a tick."""
_EXPONENTS = range(-9, 12)
Write = Callable[[Sequence[float]], list[str]]  # the labels of the ticks of one axis


def tick(axis: "Axis", values: Sequence[float], write: Write) -> None:
    """Put the ticks that are in view, with their labels."""
    low, high = sorted(axis.get_view_interval())
    shown = [float(value) for value in values if low <= value <= high]
    axis.set_ticks([], minor=True)
    axis.set_ticks(shown, labels=write(shown))


def decimals(language: Language) -> Write:
    """Write all ticks of an axis with the same number of decimals: as many as the finest one needs."""
    return lambda values: [language.decimal(value, _digits(values)) for value in values]


def percents(language: Language) -> Write:
    """Write shares as percentages, likewise."""

    def write(values: Sequence[float]) -> list[str]:
        digits = _digits([100 * value for value in values])
        return [spacing(language.percent(value, digits), language) for value in values]

    return write


def integers(language: Language) -> Write:
    """Write counts."""
    return lambda values: [language.integer(round(value)) for value in values]


def powers(language: Language) -> Write:
    """Write powers of ten."""
    return lambda values: [language.power_of_ten(round(log10(value))) for value in values]


def _digits(values: Sequence[float]) -> int:
    """Return the fewest decimals that write every value without loss."""
    fits = (digits for digits in range(9) if all(abs(round(value, digits) - value) < 1e-9 for value in values))
    return next(fits, 9)


def round_ticks(axis: "Axis", *, integer: bool = False, count: int = 6) -> Sequence[float]:
    """Return ticks at round values over the view."""
    from matplotlib.ticker import MaxNLocator

    low, high = sorted(axis.get_view_interval())
    steps = [1, 2, 5, 10] if integer else [1, 2, 2.5, 5, 10]
    locator = MaxNLocator(nbins=count, steps=steps, integer=integer)
    values = (float(value) for value in locator.tick_values(low, high))
    return [value for value in values if value.is_integer() or not integer]


def tick_abscissae(ax: "Axes", values: Sequence[float], language: Language) -> None:
    """Tick the x axis: integers where all abscissae are, each of few; powers and halves of ten on a wide range."""
    whole = all(float(value).is_integer() for value in values)
    write = integers(language) if whole else decimals(language)
    if ax.get_xscale() == "log":
        if min(values) < SMALL:
            tick(ax.xaxis, [float(f"1e{exponent}") for exponent in _EXPONENTS], powers(language))
        else:
            marks = [factor * 10.0**exponent for exponent in _EXPONENTS for factor in (1, 2, 5)]
            tick(ax.xaxis, marks, write)
    elif whole and len(each := sorted(set(values))) == each[-1] - each[0] + 1 <= EACH:
        tick(ax.xaxis, each, write)
    else:
        tick(ax.xaxis, round_ticks(ax.xaxis, integer=whole, count=10 if max(values) < 100 else 6), write)


def legend(figure: "Figure", handles: Mapping[str, "Line2D"]) -> None:
    """Name curves or groups of points above all panels, in one row or in as many as their names need."""
    widths = [text_width(name, TEXT_SIZE) + 0.5 for name in handles]
    columns = len(handles) if sum(widths) <= WIDTH else max(1, int(WIDTH / max(widths)))
    figure.legend(list(handles.values()), list(handles), loc="outside upper left", ncols=columns)
