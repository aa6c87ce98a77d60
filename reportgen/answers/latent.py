"""Where the codes of an auto-encoder lie: which units speak for which class, how far apart the classes are.

After ReLU a code is never negative and mostly has many zeros; a Gaussian has neither property.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportgen.plots import Label, Line, Panel
from reportgen.spec import Floats

BINS = 30
"""Of a histogram of many values; fewer where there are fewer than their square."""
QUARTILES = (0.25, 0.5, 0.75)
"""Units that are shown, by their place among those that are active for a class, the most silent first."""
PAIRS = 3


@dataclass(frozen=True)
class ClassCodes:
    """The codes of a class.

    Attributes:
        name: of the class.
        images: how many.
        ever: units that are above 0 for at least one image.
        active: units that are above 0 for an image, on average.
        zeros: share of the values that are 0.
        spread: root mean square distance of the codes to their mean.
        nearest: the class whose mean is nearest.
        distance: to its mean.
    """

    name: str
    images: int
    ever: int
    active: float
    zeros: float
    spread: float
    nearest: str
    distance: float


@dataclass(frozen=True)
class Apart:
    """Two classes and the distance of the means of their codes."""

    first: str
    second: str
    distance: float


def of_classes(codes: tuple[Floats, ...], names: tuple[str, ...]) -> tuple[ClassCodes, ...]:
    """Describe the codes of each class, float32 (n, units) each; there are at least two classes."""
    apart = distances(codes) + np.diag(np.full(len(codes), np.inf))
    return tuple(_of_class(own, names, k, apart) for k, own in enumerate(codes))


def _of_class(own: Floats, names: tuple[str, ...], k: int, apart: NDArray[np.float64]) -> ClassCodes:
    nearest = int(apart[k].argmin())
    zeros = float((own <= 0).mean())
    return ClassCodes(
        name=names[k],
        images=len(own),
        ever=int((own > 0).any(axis=0).sum()),
        active=own.shape[1] * (1 - zeros),
        zeros=zeros,
        spread=float(np.sqrt(own.var(axis=0, dtype=np.float64).sum())),
        nearest=names[nearest],
        distance=float(apart[k, nearest]),
    )


def distances(codes: tuple[Floats, ...]) -> NDArray[np.float64]:
    """Return the distances between the means of classes, (classes, classes)."""
    means = _means(codes)
    return np.asarray(np.linalg.norm(means[:, None] - means, axis=2), np.float64)


def apart(codes: tuple[Floats, ...], names: tuple[str, ...]) -> tuple[Apart, ...]:
    """Return all pairs of classes, the closest first; those that tie in their order."""
    rows, columns = np.triu_indices(len(codes), 1)
    between = distances(codes)[rows, columns]
    order = np.argsort(between, kind="stable")
    return tuple(Apart(names[rows[k]], names[columns[k]], float(between[k])) for k in order)


def nearest_mean(codes: tuple[Floats, ...]) -> float:
    """Return the share of codes whose nearest mean is that of their own class."""
    means = _means(codes)
    squares = (means**2).sum(axis=1)
    right = [((squares - 2 * own @ means.T).argmin(axis=1) == k).sum() for k, own in enumerate(codes)]
    return float(sum(right) / sum(map(len, codes)))


def shown_units(own: Floats) -> tuple[int, ...]:
    """Return the units of a class to show: the quartiles of those that are ever active, by how often they are."""
    often = (own > 0).mean(axis=0)
    living = np.flatnonzero(often)
    ordered = living[np.argsort(often[living], kind="stable")]
    places = (round(share * (len(ordered) - 1)) for share in QUARTILES)
    return tuple(dict.fromkeys(int(ordered[place]) for place in places)) if len(ordered) else ()


def below_zero(own: Floats) -> float:
    """Return which share of its values a Gaussian of each unit's mean and deviation has below 0, over all units."""
    from math import erfc, sqrt

    means, deviations = own.mean(axis=0, dtype=np.float64), own.std(axis=0, dtype=np.float64)
    moving = deviations > 0
    z = means[moving] / deviations[moving]
    return float(sum(erfc(value / sqrt(2)) / 2 for value in z) / len(means))


def panels(own: Floats) -> Iterator[Panel]:
    """Draw the values above 0 of some units beside the Gaussian of the mean and deviation of all of their values.

    The histogram is a density whose area is the share of values above 0.
    """
    for unit in shown_units(own):
        values = own[:, unit].astype(np.float64)
        above = values[values > 0]
        bins = min(BINS, max(1, round(len(above) ** 0.5)))
        counts, edges = np.histogram(above, bins=bins, range=(0.0, float(values.max())))
        density = counts / (len(values) * np.diff(edges))
        mean, deviation = values.mean(), values.std()
        title = Label("plot.unit", (("number", unit + 1), ("zeros", 100 * float((values <= 0).mean()))))
        lines = [_line("above_zero", edges.repeat(2), np.concatenate([[0.0], density.repeat(2), [0.0]]), dashed=False)]
        if deviation:
            x = np.linspace(mean - 3 * deviation, max(mean + 3 * deviation, edges[-1]), 121)
            y = np.exp(-(((x - mean) / deviation) ** 2) / 2) / (deviation * np.sqrt(2 * np.pi))
            lines.append(_line("gaussian", x, y, dashed=True))
        yield Panel(Label("plot.code_value"), title, tuple(lines))


def _line(name: str, x: NDArray[np.float64], y: NDArray[np.float64], dashed: bool) -> Line:
    return Line(Label(f"plot.{name}"), tuple(map(float, x)), tuple(map(float, y)), dashed=dashed)


def _means(codes: tuple[Floats, ...]) -> NDArray[np.float64]:
    return np.stack([own.mean(axis=0, dtype=np.float64) for own in codes])
