"""The feature maps of one image, through all stages of a convolutional network."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from reportgen.answers import forward
from reportgen.answers.fields import fields
from reportgen.features.pixels import scaled
from reportgen.plots import Figure, ImageGrid, Label, Text
from reportgen.spec import Answer, Case, Dataset, Evidence, Floats, Images

SHOWN = 1
"""The test image whose maps are shown; the first one if there is no other."""
MAPS = 8
"""Maps of a stage that are shown: those that vary most over the image."""


def maps(case: Case, evidence: Evidence, images: Floats) -> Mapping[str, Floats]:
    """Return every layer's output for images (n, height, width) from 0 to 1."""
    model = case.experiment.model
    given = {model.layers[0].name: images.reshape(len(images), *model.input_shape)}
    return forward.outputs(model, evidence.result(case).weights, given)


def liveliest(values: Floats, count: int) -> tuple[int, ...]:
    """Return the maps (height, width, maps) that vary most over the image, at most so many, most of all first."""
    return tuple(map(int, np.argsort(-values.std(axis=(0, 1)), kind="stable")[:count]))


def centred(values: NDArray[np.floating], shape: Sequence[int]) -> NDArray[np.float64]:
    """Return a map in the middle of a black image, enlarged by the largest whole factor that fits."""
    factor = max(1, min(size // length for size, length in zip(shape, values.shape, strict=True)))
    large = np.kron(values[: shape[0], : shape[1]], np.ones((factor, factor)))
    top, left = ((size - length) // 2 for size, length in zip(shape, large.shape, strict=True))
    framed = np.zeros(tuple(shape))
    framed[top : top + large.shape[0], left : left + large.shape[1]] = large
    return framed


def answers(prefix: str, case: Case, evidence: Evidence) -> list[Answer]:
    """Return the image that is shown, and of each convolution the shape of its maps and the pixels of a field."""
    dataset, model = evidence.dataset(case), case.experiment.model
    found, summary = fields(model), {layer.name: layer for layer in model.summary()}
    names = convolutions(case)
    return [
        Answer(f"{prefix}.digit", dataset.info.classes[int(dataset.y_test[_shown(dataset)])]),
        Answer(f"{prefix}.layers", names),
        Answer(f"{prefix}.shapes", tuple(summary[name].output_shape for name in names)),
        Answer(f"{prefix}.fields", tuple(found[name].size for name in names), "pixels"),
        Answer(f"{prefix}.maps", MAPS, "count"),
        Answer(f"{prefix}.normalised", any(layer.kind == "BatchNormalization" for layer in model.layers)),
    ]


def figure(id: str, case: Case, evidence: Evidence) -> Figure:  # noqa: A002
    """Show a row for each convolution: the image with the field of a value in its middle, then some of its maps."""
    image = scaled(evidence.dataset(case).x_test[_shown(evidence.dataset(case))][None])
    seen = maps(case, evidence, image)
    drawn: list[NDArray[np.float64]] = []
    captions: list[Text] = []
    for name in convolutions(case):
        values = seen[name][0]
        chosen = liveliest(values, MAPS)
        drawn.append(_lit(image[0], case, name))
        drawn += [centred(_stretched(values[..., k]), image.shape[1:]) for k in chosen]
        drawn += [np.zeros(image.shape[1:])] * (MAPS - len(chosen))
        captions += [Label("plot.field", (("size", fields(case.experiment.model)[name].size),))]
        captions += [str(k + 1) for k in chosen] + [""] * (MAPS - len(chosen))
    images: Images = (255 * np.stack(drawn)).round().astype(np.uint8)
    return Figure(id, ImageGrid(images, tuple(captions), columns=1 + MAPS, ink=False))


def convolutions(case: Case) -> tuple[str, ...]:
    """Return the names of the convolutions, in order."""
    return tuple(layer.name for layer in case.experiment.model.layers if layer.kind == "Conv2D")


def _shown(dataset: Dataset) -> int:
    return SHOWN if len(dataset.x_test) > SHOWN else 0


def _stretched(values: Floats) -> NDArray[np.float64]:
    """Return a map from black, where it is 0 or less, to white, where it is largest."""
    return np.asarray(np.maximum(values, 0) / max(float(values.max()), 1e-9), np.float64)


def _lit(image: Floats, case: Case, layer: str) -> NDArray[np.float64]:
    """Return an image that is dimmed outside the field of the value in the middle of a layer's maps."""
    slices = []
    for axis, pixels in enumerate(image.shape):
        field = fields(case.experiment.model, axis)[layer]
        first, last = field.of(field.length // 2)
        slices.append(slice(max(0, first), min(pixels, last)))
    lit = 0.4 * image.astype(np.float64)
    lit[tuple(slices)] = 0.3 + 0.7 * image[tuple(slices)]
    return lit
