"""Sample data that stands in for the chest X-rays: drawn thoraxes, three in four with opacities in the lungs.

Classes are as unbalanced as in the real data. As there, the test set is not quite like the training set: most of its
images come from another machine, which shows healthy lungs brighter. A network that learned how dark a healthy lung is
finds too many ill.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from reportgen.datasets.arrays import Arrays
from reportgen.datasets.drawing import Canvas, Dice, Point, depth, developed, lowest, profile, soft, wave
from reportgen.spec import Floats, Groups, Images, Labels

SEED, SIDE = 0, 128
TRAIN, VAL, TEST = (134, 386), (8, 8), (58, 98)
"""Images that are normal and that show a pneumonia: 25.7 %, 50 % and 37.2 % are normal."""
GRAIN = 0.015
"""Standard deviation of the noise, of the brightest grey."""
SECOND_IMAGE = 0.35
"""Probability that the next image is of the same patient."""
OTHER_MACHINE = 0.55
"""Probability that an image of the test set comes from the other machine."""


@dataclass(frozen=True)
class Exposure:
    """How a machine takes images; pairs are bounds.

    Attributes:
        contrast: what the brightness is multiplied by.
        veil: brightness added by scattered rays.
        vessels: brightness of the vessels of the lungs.
    """

    contrast: Point
    veil: Point
    vessels: Point


USUAL = Exposure(contrast=(0.9, 1.05), veil=(0.0, 0.05), vessels=(0.02, 0.06))
OTHER = Exposure(contrast=(0.72, 0.98), veil=(0.06, 0.16), vessels=(0.05, 0.14))


@dataclass(frozen=True)
class Thorax:
    """A patient's anatomy; places and sizes are those of `drawing`.

    Attributes:
        width: half the width of the chest.
        apex: where the lungs end above.
        dome: where the diaphragm is.
        heart: how far the heart reaches to the left of the patient.
        spine: half the width of the spine.
        ribs: distance from rib to rib.
        bend: how steeply the ribs fall.
    """

    width: float
    apex: float
    dome: float
    heart: float
    spine: float
    ribs: float
    bend: float


def radiographs() -> Arrays:
    """Return 520 images for training, 16 for validation and 156 for the test."""
    dice = Dice(SEED)
    x_train, y_train, groups = _set(dice, TRAIN)
    x_val, y_val, _ = _set(dice, VAL)
    x_test, y_test, _ = _set(dice, TEST, OTHER_MACHINE)
    return Arrays(x_train, y_train, x_test, y_test, x_val, y_val, groups)


def _set(dice: Dice, counts: tuple[int, int], other: float = 0) -> tuple[Images, Labels, Groups]:
    """Return the images, labels and patients of a set, in an order without meaning; `other` as `OTHER_MACHINE`."""
    labels = np.repeat(np.arange(2), counts).astype(np.uint8)
    first = dice.random_sample(len(labels)) >= SECOND_IMAGE
    first[[0, counts[0]]] = True  # no patient in two classes
    patients = np.cumsum(first, dtype=np.int32) - 1
    thoraxes = [_thorax(dice) for _ in range(patients[-1] + 1)]
    images = np.stack(
        [
            _image(dice, thoraxes[who], bool(ill), OTHER if dice.chance(other) else USUAL)
            for who, ill in zip(patients, labels, strict=True)
        ]
    )
    order = dice.permutation(len(labels))
    return images[order], labels[order], patients[order]


def _thorax(dice: Dice) -> Thorax:
    return Thorax(
        width=dice.within((0.66, 0.8)),
        apex=dice.within((-0.82, -0.68)),
        dome=dice.within((0.4, 0.6)),
        heart=dice.within((0.3, 0.42)),
        spine=dice.within((0.08, 0.11)),
        ribs=dice.within((0.17, 0.22)),
        bend=dice.within((0.25, 0.5)),
    )


def _image(dice: Dice, thorax: Thorax, ill: bool, exposure: Exposure) -> Images:
    size = dice.within((0.94, 1.06))
    shift = (dice.within((-0.06, 0.06)), dice.within((-0.05, 0.05)))
    canvas = Canvas(SIDE, shift, (size, size), lean=dice.within((-0.05, 0.05)))
    lungs = _lungs(canvas, thorax)
    _tissue(canvas, thorax, lungs)
    _bones(canvas, thorax)
    _vessels(canvas, dice, lungs, dice.within(exposure.vessels))
    if ill:
        _opacities(canvas, dice, lungs)
    light = canvas.light * dice.within(exposure.contrast) + dice.within(exposure.veil)
    return developed(light + GRAIN * _cloud(dice, 1))


def _lungs(canvas: Canvas, thorax: Thorax) -> Floats:
    """Return the shape of both lungs: between chest wall, heart and diaphragm."""
    wide, top, floor = thorax.width, thorax.apex, thorax.dome
    outer = profile(canvas.y, (top, wide * 0.45), (top + 0.2, wide * 0.72), (-0.2, wide * 0.92), (0.35, wide))
    right = profile(canvas.y, (top, 0.2), (-0.4, 0.14), (0.1, 0.2), (floor, 0.18))
    left = profile(canvas.y, (top, 0.2), (-0.35, 0.17), (-0.1, 0.18), (0.2, thorax.heart), (floor, thorax.heart + 0.1))
    heart = (right + left) * 0.5 - np.abs(canvas.x - (left - right) * 0.5)
    arch = canvas.aside / wide - 0.5
    below = floor + 0.9 * arch * arch + 0.06 * canvas.x - canvas.y
    return soft(lowest(outer - canvas.aside, -heart, canvas.y - top, below), 0.07)


def _tissue(canvas: Canvas, thorax: Thorax, lungs: Floats) -> None:
    """Paint what is soft: neck, shoulders, chest and abdomen, and the lungs dark in them."""
    wide = thorax.width
    outline = profile(canvas.y, (-1, 0.26), (-0.88, 0.3), (-0.7, 0.85), (-0.45, wide + 0.16), (1, wide + 0.2))
    canvas.paint(soft(outline - canvas.aside, 0.1), 0.5 + 0.16 * np.clip(1 - 2 * canvas.aside, 0, 1))
    canvas.shade(soft(canvas.y - thorax.dome, 0.3), 1.25)
    canvas.paint(lungs, 0.18 + 0.08 * np.clip(canvas.y + 0.5, 0, 1))


def _bones(canvas: Canvas, thorax: Thorax) -> None:
    """Add spine, ribs and collarbones; ribs fall away from the spine behind and towards the breast in front."""
    spine = soft(thorax.spine - canvas.aside, 0.06) * (0.06 + 0.05 * wave(canvas.y + 2, thorax.ribs))
    edges = lowest(thorax.width + 0.06 - canvas.aside, canvas.aside - thorax.spine, canvas.y - thorax.apex)
    cage = soft(edges, 0.08) * soft(thorax.dome + 0.2 - canvas.y, 0.4)
    bow = canvas.aside * canvas.aside * thorax.bend
    back, front = wave(canvas.y + 2 - bow, thorax.ribs), wave(canvas.y + 2 + bow * 1.6, thorax.ribs * 1.2)
    collarbones = canvas.stroke((0.12, -0.68), (0.64, -0.8), 0.06, canvas.aside)
    canvas.light = canvas.light + spine + cage * (0.17 * back * back * back + 0.06 * front * front) + 0.1 * collarbones


def _vessels(canvas: Canvas, dice: Dice, lungs: Floats, strength: float) -> None:
    """Add the vessels of the lungs, denser near the heart."""
    near = np.clip(1.2 - 1.6 * canvas.aside, 0, 1)
    canvas.light = canvas.light + lungs * (strength * (0.6 + near * (1 + _cloud(dice, 4))))


def _opacities(canvas: Canvas, dice: Dice, lungs: Floats) -> None:
    """Add what a pneumonia shows: one to four bright patches, and a haze over both lungs."""
    light = np.full_like(canvas.light, dice.within((0.04, 0.12)))
    for _ in range(dice.count(1, 4)):
        centre = ((-1 if dice.chance(0.5) else 1) * dice.within((0.28, 0.58)), dice.within((-0.4, 0.4)))
        patch: Floats = np.maximum(depth(canvas, centre, (dice.within((0.22, 0.45)), dice.within((0.22, 0.5)))), 0)
        light += patch * dice.within((0.16, 0.38))
    canvas.light = canvas.light + lungs * np.minimum(light, 0.4) * (1 + 0.2 * _cloud(dice, 8))


def _cloud(dice: Dice, cell: int) -> Floats:
    """Return noise of mean 0 and at most standard deviation 1 that changes over `cell` pixels, cut from a sheet."""
    down, across = dice.count(0, SIDE), dice.count(0, SIDE)
    return _sheet(cell)[down : down + SIDE, across : across + SIDE]


@cache
def _sheet(cell: int) -> Floats:
    """Return coarse noise, interpolated, twice the size of an image; drawn once, for it takes the most time."""
    coarse = Dice(SEED + cell).grain(2 * SIDE // cell + 1)
    here = np.arange(2 * SIDE) // cell
    share = ((np.arange(2 * SIDE) % cell) / cell).astype(np.float32)
    rows = coarse[here] + share[:, None] * (coarse[here + 1] - coarse[here])
    return np.asarray(rows[:, here] + share * (rows[:, here + 1] - rows[:, here]))
