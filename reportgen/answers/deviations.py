"""How far poolings keep maps from moving along with their images: by how much the maps deviate, move by move.

Values that lie `s` pixels apart can move along with an image that moves by a multiple of `s` pixels, and with no other.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from reportgen.answers import feature_maps
from reportgen.answers.fields import fields
from reportgen.changes import shifted
from reportgen.features.pixels import scaled
from reportgen.model import ModelSpec
from reportgen.model.layer import Pair
from reportgen.spec import Answer, Case, Evidence, Floats, Rounded, Shift, trained

IMAGES = 20
"""Test images, the first ones, over which deviations are taken."""
Region = tuple[slice, slice]


@dataclass(frozen=True)
class Deviation:
    """How far the maps of moved images are from the moved maps.

    Attributes:
        layer: the pooling after which the maps are compared.
        step: pixels between neighbouring values of its maps.
        pixels: how far the images are moved to the right.
        deviation: root of the mean squared difference over the standard deviation of the maps, for the move by whole
            values that fits best; 0: they moved along exactly, 1: as far off as maps without any drawing.
    """

    layer: str
    step: int
    pixels: int
    deviation: float


def answers(prefix: str, case: Case, evidence: Evidence) -> Iterator[Answer]:
    """Derive the distance of values after each pooling, and the deviations where values are far from the edges."""
    model, dataset = case.experiment.model, evidence.dataset(case)
    along = fields(model, 1)
    poolings = _poolings(model)
    rows = of_case(case, evidence)
    yield Answer(f"{prefix}.images", min(IMAGES, len(dataset.x_test)), "images")
    yield Answer(f"{prefix}.poolings", poolings)
    yield Answer(f"{prefix}.steps", tuple(along[name].step for name in poolings), "pixels")
    yield Answer(f"{prefix}.judged", tuple(dict.fromkeys(row.layer for row in rows)))
    yield from trained(
        [
            Answer(f"{prefix}.deviations", rows, compare=Rounded(2)),
            Answer(f"{prefix}.exact", max([0.0, *(row.deviation for row in rows if row.pixels == row.step)]), "value"),
            Answer(f"{prefix}.between", max([0.0, *(row.deviation for row in rows if row.pixels % row.step)]), "share"),
        ]
    )


def of_case(case: Case, evidence: Evidence) -> tuple[Deviation, ...]:
    """Measure every move up to the step of each pooling that leaves values whose fields touch no edge."""
    model, dataset = case.experiment.model, evidence.dataset(case)
    regions = {name: region(model, name, dataset.info.image_shape, 1) for name in _poolings(model)}
    along = {name: fields(model, 1)[name].step for name, places in regions.items() if not _is_empty(places)}
    images = scaled(dataset.x_test[:IMAGES])
    seen = {
        pixels: feature_maps.maps(case, evidence, shifted(images, Shift(right=pixels)))
        for pixels in range(max(along.values(), default=0) + 1)
    }
    return tuple(
        Deviation(name, step, pixels, _deviation(seen[0][name], seen[pixels][name], regions[name], pixels / step))
        for name, step in along.items()
        for pixels in range(1, step + 1)
    )


def region(model: ModelSpec, layer: str, image: Pair, places: int) -> Region:
    """Return the rows and columns of a layer's values whose fields lie within the image, before and after a move.

    Args:
        model: the network.
        layer: one before the Flatten.
        image: height and width.
        places: by how many values the maps move to the right.
    """
    rows, columns = (fields(model, axis)[layer].inside(pixels) for axis, pixels in enumerate(image))
    return slice(rows.start, rows.stop), slice(columns.start + places, max(columns.start + places, columns.stop))


def _deviation(still: Floats, moved: Floats, places: Region, move: float) -> float:
    """Compare maps (n, height, width, channels) with those moved by a whole number of values next to `move`."""
    rows, columns = places
    best = np.inf
    for whole in {int(np.floor(move)), int(np.ceil(move))}:
        own = still[:, rows, columns.start - whole : columns.stop - whole]
        spread = float(np.mean((own - own.mean(axis=(0, 1, 2))) ** 2))
        square = float(np.mean((moved[:, rows, columns] - own) ** 2))
        best = min(best, square / spread if spread else float(square > 0))
    return float(np.sqrt(best))


def _is_empty(places: Region) -> bool:
    return any(part.stop <= part.start for part in places)


def _poolings(model: ModelSpec) -> tuple[str, ...]:
    return tuple(layer.name for layer in model.layers if layer.kind == "MaxPooling2D")
