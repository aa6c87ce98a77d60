"""Pictures of a classifier on noisy and denoised images: its accuracy, and images that denoising loses or saves."""

import numpy as np

from reportgen.answers import denoised, examples, forward
from reportgen.answers.judged import NOISY, Judged
from reportgen.changes import changed
from reportgen.features.pixels import scaled
from reportgen.losses import predictions
from reportgen.plots import Figure, ImageGrid, Label, Point, Points
from reportgen.protocol import Indices
from reportgen.spec import Result, SaltAndPepper

EXAMPLES = 8


def accuracies(id: str, found: Judged) -> Figure:  # noqa: A002
    """Plot the accuracy at each level, with Wilson's intervals."""
    titles = {NOISY: Label("plot.noisy")}
    titles |= {case.id: Label("plot.denoised", (("case", case.title),)) for case in found.denoisers}
    points = tuple(
        Point("", at.level, at.accuracy, at.low, at.high, titles[id_])
        for id_, known in found.known.items()
        for at in denoised.recognised(found.levels, known)
    )
    return Figure(id, Points(Label("plot.noise_level"), Label("plot.accuracy"), points, percent=True, joined=True))


def before_and_after(id: str, found: Judged, result: Result, place: int, chosen: Indices) -> Figure:  # noqa: A002
    """Show the first of some test images, noisy and below as the first auto-encoder denoises them."""
    rows, dataset, case = chosen[:EXAMPLES], found.dataset, found.denoisers[0]
    read = changed(scaled(dataset.x_test), SaltAndPepper((found.levels[place],)))[rows]
    model = case.experiment.model
    given = {model.layers[0].name: read.reshape(len(rows), *model.input_shape)}
    clean = forward.outputs(model, result.weights, given)[model.layers[-1].name].reshape(read.shape)
    captions = [
        examples.taken(dataset, int(dataset.y_test[row]), int(predictions(found.outputs[id_][place, [row]])[0]))
        for id_ in (NOISY, case.id)
        for row in rows
    ]
    images = (255 * np.concatenate([read, clean])).round().astype(np.uint8)
    return Figure(id, ImageGrid(images, tuple(captions), columns=len(rows)))
