"""What was generated, drawn: values of codes, acceptance by class, samples, their neighbours, ways between classes."""

from collections.abc import Iterator

import numpy as np

from reportgen.answers import examples, latent, paths
from reportgen.answers.draws import PROCEDURES
from reportgen.answers.generation import Generated, distances
from reportgen.plots import Curves, Figure, ImageGrid, Label, Point, Points, Text
from reportgen.spec import Floats, Images

SIDE = 0.52
"""The side of an image of the grid, in inches: a row for each class fits on a page."""


def figures(name: str, found: Generated) -> Iterator[Figure]:
    """Draw all; a code that is always 0 has no values to draw, and where nothing was accepted there are no samples."""
    if panels := tuple(latent.panels(found.codes[shown_class(found)])):
        yield Figure(f"{name}.units", Curves(panels))
    yield Figure(f"{name}.acceptance", Points(Label("plot.digit"), Label("plot.accepted"), _points(found), True))
    if any(map(len, found.kept(found.chosen))):
        yield Figure(f"{name}.samples", _sampled(found))
        yield Figure(f"{name}.neighbours", _neighbours(found))
    yield Figure(f"{name}.between", _drawn_ways(found))


def shown_class(found: Generated) -> int:
    """Return the class whose units are drawn: that of the first training image."""
    return int(found.dataset.y_train[0])


def ends(found: Generated) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return the classes whose means are closest, and those whose means are farthest apart."""
    pairs = latent.apart(found.codes, found.dataset.info.classes)
    return (pairs[0].first, pairs[0].second), (pairs[-1].first, pairs[-1].second)


def _points(found: Generated) -> tuple[Point, ...]:
    return tuple(
        Point("", float(k), item.share, item.low, item.high, Label(f"plot.procedure.{group}"))
        for group in PROCEDURES
        for k, item in enumerate(found.of_classes(group))
    )


def _sampled(found: Generated) -> ImageGrid:
    """Return the accepted images, a row for each class; cells stay empty where too few were accepted."""
    most = found.request.samples
    rows = [np.pad(_grey(own), ((0, most - len(own)), (0, 0), (0, 0))) for own in found.kept(found.chosen)]
    blank: list[Text] = [""] * (most - 1)
    captions = [text for one in found.dataset.info.classes for text in (_class(found, one), *blank)]
    return ImageGrid(np.concatenate(rows), tuple(captions), most, side=SIDE)


def _neighbours(found: Generated) -> ImageGrid:
    """Return of each class the accepted image that is nearest to a training image, and below it that training image.

    If any is a copy, it is among these.
    """
    kept, (near, far) = found.kept(found.chosen), distances(found)[found.chosen]
    of_class = np.repeat(np.arange(len(kept)), [len(own) for own in kept])
    present = np.unique(of_class)
    rows = [int(np.flatnonzero(of_class == k)[far[of_class == k].argmin()]) for k in present]
    images = np.concatenate([_grey(np.concatenate(kept)[rows]), found.training[near[rows]]])
    gaps = (Label("plot.distance", (("value", float(gap)),)) for gap in far[rows])
    captions: tuple[Text, ...] = (*(_class(found, found.dataset.info.classes[k]) for k in present), *gaps)
    return ImageGrid(images, captions, len(present))


def _drawn_ways(found: Generated) -> ImageGrid:
    """Return the ways between both pairs of classes, a row for each, with the predicted classes."""
    images: list[Images] = []
    captions: list[Text] = []
    for pair in ends(found):
        for way, drawn in paths.ways(found, *pair):
            images.append(_grey(drawn))
            seen = zip(way.predicted, way.probabilities, strict=True)
            captions += [
                Label("plot.seen", (("name", _class(found, one)), ("probability", examples.probability(sure))))
                for one, sure in seen
            ]
    return ImageGrid(np.concatenate(images), tuple(captions), paths.STEPS)


def _grey(images: Floats) -> Images:
    return np.asarray(np.rint(255 * images), np.uint8)


def _class(found: Generated, name: str) -> Label:
    return Label(f"datasets.{found.dataset.info.name}.classes.{name}")
