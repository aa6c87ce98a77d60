"""What a convolution makes of a moved image: its maps move along, away from the edges.

A map at a place depends on the pixels around it by weights that are the same everywhere, so that the map of a moved
image is the moved map; the bias and the activation, which work place by place, change nothing in that.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from reportgen.answers import deviations, feature_maps
from reportgen.answers.fields import fields
from reportgen.changes import shifted
from reportgen.features.pixels import scaled
from reportgen.plots import Figure, ImageGrid, Label, Text
from reportgen.spec import Answer, Case, Dataset, Evidence, Floats, Images, Rounded, Shift, trained

MOVED = 2
"""By how many pixels the image that is shown is moved to the right."""
SHOWN = 4
"""The test image that is shown; the first one if there are fewer."""
MAPS = 5
"""Feature maps that are shown: those that vary most over the image, and the one that differs most when it moves."""
MOST = 1000
"""So many times differences are enlarged at most, to be seen beside the maps: rounding errors stay black."""


def answers(prefix: str, case: Case, evidence: Evidence) -> Iterator[Answer]:
    """Derive how far one image's first maps differ from the moved ones, and the deviations after poolings."""
    dataset, model = evidence.dataset(case), case.experiment.model
    first = feature_maps.convolutions(case)[0]
    region = deviations.region(model, first, dataset.info.image_shape, MOVED // fields(model, 1)[first].step)
    yield Answer(f"{prefix}.pixels", MOVED, "pixels")
    yield Answer(f"{prefix}.layer", first)
    yield Answer(f"{prefix}.digit", dataset.info.classes[int(dataset.y_test[_shown(dataset)])])
    yield from trained(_differences(prefix, case, evidence, region))
    yield Answer(f"{prefix}.rounding", float(np.finfo(np.float32).eps), "value")
    yield from deviations.answers(prefix, case, evidence)


def _differences(prefix: str, case: Case, evidence: Evidence, region: deviations.Region) -> Iterator[Answer]:
    """Yield the largest value of the first maps, and the largest difference inside and at the edges."""
    still, moved = _first_maps(case, evidence, 0), _first_maps(case, evidence, MOVED)
    difference = np.abs(moved - _moved(still))
    for name, values in (("largest", still), ("inside", difference[region]), ("anywhere", difference)):
        yield Answer(f"{prefix}.{name}", float(values.max(initial=0)), "value", Rounded(4))


def figure(id: str, case: Case, evidence: Evidence) -> Figure:  # noqa: A002
    """Show an image and some of its first maps, the same of the moved image, and the differences to the moved maps."""
    still, moved = _first_maps(case, evidence, 0), _first_maps(case, evidence, MOVED)
    largest = max(float(still.max()), 1e-9)
    pictures = (_image(evidence.dataset(case), 0), _image(evidence.dataset(case), MOVED))
    difference = np.abs(moved - _moved(still))
    chosen = _chosen(still, difference)
    factor = int(min(largest / max(float(difference.max()), 1e-9), MOST)) or 1
    rows = ((pictures[0], still), (pictures[1], moved), (0 * pictures[0], factor * difference))
    drawn: list[NDArray[np.float64]] = []
    for picture, maps in rows:
        drawn.append(picture[0].astype(np.float64))
        drawn += [feature_maps.centred(np.clip(maps[..., k] / largest, 0, 1), picture.shape[1:]) for k in chosen]
    images: Images = (255 * np.stack(drawn)).round().astype(np.uint8)
    blank: list[Text] = [""] * len(chosen)
    numbers = [Label("plot.map", (("number", k + 1),)) for k in chosen]
    captions = (
        Label("plot.image"),
        *numbers,
        Label("plot.moved"),
        *blank,
        Label("plot.difference_enlarged", (("factor", factor),)),
        *blank,
    )
    return Figure(id, ImageGrid(images, captions, columns=1 + len(chosen), ink=False, side=0.9))


def _chosen(maps: Floats, difference: Floats) -> tuple[int, ...]:
    """Return the maps to show; `difference` is that of the maps of the moved image and the moved maps."""
    found = feature_maps.liveliest(maps, MAPS)
    worst = int(difference.max(axis=(0, 1)).argmax())
    return found if worst in found else (*found[: MAPS - 1], worst)


def _shown(dataset: Dataset) -> int:
    return SHOWN if len(dataset.x_test) > SHOWN else 0


def _image(dataset: Dataset, pixels: int) -> Floats:
    """Return the image that is shown (1, height, width), moved to the right."""
    return shifted(scaled(dataset.x_test[_shown(dataset)][None]), Shift(right=pixels))


def _first_maps(case: Case, evidence: Evidence, pixels: int) -> Floats:
    """Return the maps (height, width, filters) that the first convolution makes of the moved image."""
    first = feature_maps.convolutions(case)[0]
    found: Floats = feature_maps.maps(case, evidence, _image(evidence.dataset(case), pixels))[first][0]
    return found


def _moved(maps: Floats) -> Floats:
    """Return maps (height, width, filters) moved to the right; what comes in is 0."""
    moved: Floats = np.moveaxis(shifted(np.moveaxis(maps, -1, 0), Shift(right=MOVED)), 0, -1)
    return moved
