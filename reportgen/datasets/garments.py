"""Sample data that stands in for Fashion-MNIST: ten kinds of garments, drawn.

Tops and dresses are cut from one pattern and differ in sleeves, seams and collars, each of which may be missing, so
that they are taken for each other as in the real data; trousers, shoes and bags are of other shapes.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from reportgen.datasets.arrays import Arrays
from reportgen.datasets.drawing import Canvas, Dice, Point, developed, lowest, profile, wave
from reportgen.spec import Floats, Images, Labels

SEED, SIDE = 0, 28
TRAIN_PER_CLASS, TEST_PER_CLASS = 150, 40
Draw = Callable[[Canvas, Dice], None]


def garments() -> Arrays:
    """Return 150 images of each of the ten classes for training and 40 for the test."""
    dice = Dice(SEED)
    return Arrays(*_set(dice, TRAIN_PER_CLASS), *_set(dice, TEST_PER_CLASS))


def _set(dice: Dice, per_class: int) -> tuple[Images, Labels]:
    labels = dice.permutation(np.repeat(np.arange(len(CLASSES)), per_class)).astype(np.uint8)
    return np.stack([_image(dice, CLASSES[label]) for label in labels]), labels


def _image(dice: Dice, draw: Draw) -> Images:
    shift = (dice.within((-0.06, 0.06)), dice.within((-0.05, 0.05)))
    size = dice.within((0.95, 1.08))
    canvas = Canvas(SIDE, shift, (size * dice.within((0.94, 1.08)), size), lean=dice.within((-0.08, 0.08)))
    draw(canvas, dice)
    return developed(canvas.light * (1 + dice.grain(SIDE) * dice.within((0.02, 0.06))))


def _cloth(canvas: Canvas, dice: Dice, shape: Floats, stripes: float = 0) -> None:
    """Fill a shape with cloth: a grey with a gradient and folds, striped with a probability."""
    canvas.paint(shape, dice.within((0.4, 1)))
    canvas.shade((canvas.y + 1) * 0.5, dice.within((0.75, 1.2)))
    canvas.shade(wave(canvas.x + 1, dice.within((0.3, 0.9))), dice.within((0.8, 1)))
    if dice.chance(stripes):
        canvas.shade(wave(canvas.y + 1, dice.within((0.2, 0.5))), dice.within((0.4, 0.8)))


@dataclass(frozen=True)
class Top:
    """What a kind of top is cut from; pairs are bounds, single numbers probabilities.

    Attributes:
        bare: that there are no sleeves.
        short: that the sleeves are short; the others are long.
        width: half the width at the chest.
        waist: width at the waist, of that at the chest.
        hem: width at the hem, of that at the chest.
        end: where the hem is.
        neck: depth of the neckline.
        front: that it opens in front.
        gap: how dark the opening is.
        collar: that there is a collar.
        lapel: how much darker or brighter the collar is.
        knit: that cuffs and hem are knitted.
        stripes: that it is striped.
    """

    bare: float
    short: float
    width: Point
    waist: Point
    hem: Point
    end: Point
    neck: Point
    front: float = 0
    gap: Point = (0.3, 0.8)
    collar: float = 0
    lapel: Point = (0.6, 1.4)
    knit: float = 0
    stripes: float = 0.2

    def __call__(self, canvas: Canvas, dice: Dice) -> None:
        """Draw one."""
        width, end, sleeve = dice.within(self.width), dice.within(self.end), self._sleeve(dice)
        waist, hem = width * dice.within(self.waist), width * dice.within(self.hem)
        outline = profile(canvas.y, (-0.92, width * 0.45), (-0.74, width), (-0.1, waist), (end, hem))
        torso = canvas.inside(lowest(outline - canvas.aside, canvas.y + 0.92, end - canvas.y))
        neck = canvas.ellipse((0, -0.95), (width * 0.42, dice.within(self.neck)))
        arms = _arms(canvas, dice, width, sleeve)
        _cloth(canvas, dice, np.maximum(torso, arms) * (1 - neck), self.stripes)
        if sleeve > 1:
            armpit = canvas.inside(0.03 - np.abs(canvas.aside - outline)) * canvas.inside(canvas.y + 0.35)
            canvas.shade(armpit, dice.within((0.3, 0.7)))
        self._details(canvas, dice, end, sleeve)

    def _sleeve(self, dice: Dice) -> float:
        """Return the length of the sleeves, 0 for none."""
        kind = dice.random_sample()
        if kind < self.bare:
            return 0
        return dice.within((0.35, 0.6) if kind < self.bare + self.short else (1.3, 1.5))

    def _details(self, canvas: Canvas, dice: Dice, end: float, sleeve: float) -> None:
        if dice.chance(self.front):
            canvas.shade(canvas.inside(dice.within((0.03, 0.06)) - canvas.aside), dice.within(self.gap))
        if dice.chance(self.collar):
            tip = (dice.within((0.16, 0.28)), dice.within((-0.65, -0.5)))
            canvas.shade(canvas.stroke((0.1, -0.88), tip, 0.13, canvas.aside), dice.within(self.lapel))
        if dice.chance(self.knit):
            edge = np.maximum(canvas.inside(canvas.y - end + 0.14), canvas.inside(canvas.y + 0.9 - sleeve))
            canvas.shade(edge, dice.within((0.5, 0.8)))


def _arms(canvas: Canvas, dice: Dice, width: float, length: float) -> Floats:
    """Return both sleeves, which hang from the shoulders; short ones stand off more."""
    lean = dice.within((0.12, 0.26)) * (1 if length > 1 else 1.7)
    down = profile(canvas.y, (-0.74, 0), (0.8, 1.54))
    thick = dice.within((0.13, 0.2)) - 0.04 * down
    middle = width * 0.82 + lean * down
    return canvas.inside(lowest(thick - np.abs(canvas.aside - middle), canvas.y + 0.84, length - 0.74 - canvas.y))


def _trouser(canvas: Canvas, dice: Dice) -> None:
    hip, foot, leg = dice.within((0.3, 0.42)), dice.within((0.26, 0.46)), dice.within((0.16, 0.26))
    crotch = dice.within((-0.5, -0.2))
    outer = profile(canvas.y, (-0.9, hip * 0.85), (-0.45, hip), (0.9, foot))
    inner = profile(canvas.y, (crotch, -0.1), (crotch + 0.15, 0), (0.9, max(0, foot - leg)))
    edges = lowest(outer - canvas.aside, canvas.aside - inner, canvas.y + 0.92, 0.92 - canvas.y)
    _cloth(canvas, dice, canvas.inside(edges), 0.05)
    canvas.shade(canvas.inside(-0.8 - canvas.y), dice.within((0.6, 1.2)))
    canvas.shade(canvas.inside(0.04 - canvas.aside), dice.within((0.4, 0.9)))


def _bag(canvas: Canvas, dice: Dice) -> None:
    width, top, end = dice.within((0.6, 0.92)), dice.within((-0.4, 0)), dice.within((0.6, 0.85))
    outline = profile(canvas.y, (top, width * dice.within((0.75, 1))), (end, width))
    body = canvas.inside(lowest(outline - canvas.aside, canvas.y - top, end - canvas.y))
    handle = _bow(canvas, (0, top), (width * dice.within((0.4, 0.9)), dice.within((0.15, 0.6))), 0.12)
    _cloth(canvas, dice, np.maximum(body, handle), 0.15)
    flap = top + (end - top) * dice.within((0.2, 0.6))
    canvas.shade(canvas.inside(0.04 - np.abs(canvas.y - flap)), dice.within((0.4, 0.8)))
    canvas.shade(canvas.ellipse((0, flap), (0.1, 0.1)), dice.within((0.5, 1.6)))


def _bow(canvas: Canvas, foot: Point, radii: Point, thick: float) -> Floats:
    """Return the upper half of a ring: a handle, a strap."""
    hole = canvas.ellipse(foot, (radii[0] - thick, radii[1] - thick))
    return canvas.ellipse(foot, radii) * (1 - hole) * canvas.inside(foot[1] - canvas.y)


@dataclass(frozen=True)
class Shoe:
    """A closed shoe, its toe to the left; pairs are bounds.

    Attributes:
        shaft: where it ends above.
        heel: height of the heel.
        sole: how much darker or brighter the sole is.
    """

    shaft: Point
    heel: Point
    sole: Point

    def __call__(self, canvas: Canvas, dice: Dice) -> None:
        """Draw one."""
        floor, heel, back = dice.within((0.45, 0.62)), dice.within(self.heel), dice.within((0.74, 0.88))
        toe, ankle = floor - dice.within((0.24, 0.38)), dice.within((-0.1, 0.15))
        tongue = toe - dice.within((0.12, 0.25))
        top = profile(
            canvas.x, (-0.95, toe + 0.14), (-0.72, toe), (ankle - 0.25, tongue), (ankle, dice.within(self.shaft))
        )
        bottom = profile(canvas.x, (-0.3, floor), (0.3, floor - heel), (0.36, floor))
        edges = lowest(canvas.y - top, bottom - canvas.y, canvas.x + 0.95, back - canvas.x)
        _cloth(canvas, dice, canvas.inside(edges))
        canvas.shade(canvas.inside(canvas.y - floor + dice.within((0.08, 0.16))), dice.within(self.sole))
        laces = dice.within((0.4, 1.4))
        for step in (0, 0.14, 0.28):
            start = (ankle - 0.08 - step, tongue + step / 2)
            canvas.shade(canvas.stroke(start, (start[0] + 0.12, start[1] + 0.14), 0.07), laces)


def _sandal(canvas: Canvas, dice: Dice) -> None:
    floor, heel, thick = dice.within((0.45, 0.65)), dice.within((0, 0.6)), dice.within((0.1, 0.2))
    sole = profile(canvas.x, (-0.45, floor), (0.5, floor - heel))
    edges = lowest(thick / 2 - np.abs(canvas.y - sole), canvas.x + 0.92, 0.86 - canvas.x)
    parts = [canvas.inside(edges), canvas.stroke((0.74, floor - heel), (0.74, floor), dice.within((0.1, 0.22)))]
    for foot in (0.42, -0.6, -0.1)[: dice.count(1, 3)]:
        middle = (foot + dice.within((-0.08, 0.08)), floor - heel * max(0.0, foot + 0.45))
        radii = (dice.within((0.24, 0.38)), dice.within((0.25, 0.5)))
        parts.append(_bow(canvas, middle, radii, dice.within((0.1, 0.2))))
    _cloth(canvas, dice, np.maximum.reduce(parts))


TSHIRT_TOP = Top(
    bare=0.1, short=0.85, width=(0.42, 0.58), waist=(0.86, 1), hem=(0.9, 1.05), end=(0.65, 0.92), neck=(0.12, 0.32),
    front=0.04, collar=0.08, lapel=(1.1, 1.5), stripes=0.25,
)  # fmt: skip
PULLOVER = Top(
    bare=0, short=0.03, width=(0.44, 0.58), waist=(0.9, 1.02), hem=(0.9, 1.02), end=(0.62, 0.85), neck=(0.06, 0.2),
    front=0.08, collar=0.1, knit=0.75, stripes=0.25,
)  # fmt: skip
DRESS = Top(
    bare=0.45, short=0.35, width=(0.28, 0.4), waist=(0.65, 0.95), hem=(1, 1.6), end=(0.85, 0.97), neck=(0.08, 0.3),
    front=0.05, collar=0.05,
)  # fmt: skip
COAT = Top(
    bare=0, short=0.02, width=(0.46, 0.58), waist=(0.88, 1), hem=(0.98, 1.15), end=(0.8, 0.97), neck=(0.03, 0.15),
    front=0.82, gap=(0.1, 0.5), collar=0.7, lapel=(0.4, 0.8), knit=0.1, stripes=0.05,
)  # fmt: skip
SHIRT = Top(
    bare=0.03, short=0.35, width=(0.4, 0.56), waist=(0.82, 0.98), hem=(0.95, 1.1), end=(0.68, 0.92), neck=(0.04, 0.22),
    front=0.68, gap=(0.45, 0.8), collar=0.82, lapel=(1.15, 1.6), stripes=0.3,
)  # fmt: skip
SNEAKER = Shoe(shaft=(-0.3, 0.12), heel=(0, 0.04), sole=(1.1, 1.8))
ANKLE_BOOT = Shoe(shaft=(-0.9, -0.22), heel=(0, 0.25), sole=(0.5, 1.1))
CLASSES: tuple[Draw, ...] = (
    TSHIRT_TOP, _trouser, PULLOVER, DRESS, COAT, _sandal, SHIRT, SNEAKER, _bag, ANKLE_BOOT,
)  # fmt: skip
