"""What sample images are drawn with: random numbers, coordinates, shapes with soft edges, layers of light.

Only +, -, *, / and the square root are used, which IEEE 754 rounds correctly, and of NumPy's frozen generator only
uniform numbers, bytes and permutations, which are exact: the same bytes in every process, on every platform.

A picture reaches from -1 to 1 in both directions, x to the right and y downwards. A shape is the cover of each pixel,
from 0 outside to 1 inside.
"""

from itertools import pairwise

import numpy as np

from reportgen.spec import Floats, Images

Point = tuple[float, float]
"""A point (x, y), or the bounds of a number."""


class Dice(np.random.RandomState):
    """Random numbers within bounds."""

    def within(self, bounds: Point) -> float:
        """Return a number between two bounds."""
        low, high = bounds
        return low + (high - low) * self.random_sample()

    def count(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both included."""
        return low + int((high - low + 1) * self.random_sample())

    def chance(self, probability: float) -> bool:
        """Return True with this probability."""
        return self.random_sample() < probability

    def grain(self, side: int) -> Floats:
        """Return noise (side, side) of mean 0 and standard deviation 1: the sum of three bytes, nearly normal."""
        total = self.randint(0, 256, (3, side, side), np.uint8).sum(axis=0, dtype=np.int32)
        return np.asarray((total - 382.5) / 128, np.float32)


class Canvas:
    """A square picture while it is drawn.

    Attributes:
        x: abscissa of each pixel's centre, (side, side).
        y: its ordinate, (side, 1).
        aside: the distance from the axis of symmetry, |x|.
        light: brightness from 0 to 1, (side, side).
    """

    def __init__(self, side: int, shift: Point = (0, 0), size: Point = (1, 1), lean: float = 0) -> None:
        """Make a black picture of `side` pixels, whose drawing is moved, enlarged and sheared sideways."""
        steps = ((2 * np.arange(side) + 1 - side) / side).astype(np.float32)
        self.x: Floats = np.asarray((steps - shift[0] - lean * steps[:, None]) / size[0], np.float32)
        self.y: Floats = np.asarray((steps[:, None] - shift[1]) / size[1], np.float32)
        self.aside: Floats = np.abs(self.x)
        self.light: Floats = np.zeros((side, side), np.float32)

    def paint(self, cover: Floats, level: Floats | float) -> None:
        """Lay a grey over what is there."""
        self.light = self.light + cover * (level - self.light)

    def shade(self, cover: Floats, factor: float) -> None:
        """Make what is there darker (factor below 1) or brighter; black stays black."""
        self.light = self.light * (1 + cover * (factor - 1))

    def inside(self, distance: Floats) -> Floats:
        """Return the shape of a positive distance from an edge, which ends within a pixel."""
        return soft(distance, 2 / len(self.light))

    def ellipse(self, centre: Point, radii: Point) -> Floats:
        """Return a filled ellipse."""
        return self.inside(depth(self, centre, radii) * (min(radii) / 2))

    def stroke(self, start: Point, end: Point, width: float, x: Floats | None = None) -> Floats:
        """Return a straight line with round ends; with `x=canvas.aside` on both sides of the axis."""
        across, down = end[0] - start[0], end[1] - start[1]
        x, y = (self.x if x is None else x) - start[0], self.y - start[1]
        along = np.clip((x * across + y * down) / (across * across + down * down), 0, 1)
        beside, below = x - along * across, y - along * down
        return self.inside(np.asarray(width / 2 - np.sqrt(beside * beside + below * below)))


def soft(distance: Floats, width: float) -> Floats:
    """Return the shape of a positive distance from an edge, blurred over `width`."""
    return np.asarray(np.clip(distance / width + 0.5, 0, 1))


def depth(canvas: Canvas, centre: Point, radii: Point) -> Floats:
    """Return 1 in the centre of an ellipse, 0 on its edge and less outside, a paraboloid."""
    x, y = (canvas.x - centre[0]) / radii[0], (canvas.y - centre[1]) / radii[1]
    return 1 - (x * x + y * y)


def profile(at: Floats, *knots: Point) -> Floats:
    """Return the broken line through the knots (place, value), in ascending places, constant beyond the ends."""
    value = np.full_like(at, knots[0][1])
    for (here, low), (there, high) in pairwise(knots):
        value += np.clip(at - here, 0, there - here) * ((high - low) / (there - here))
    return value


def wave(at: Floats, period: float) -> Floats:
    """Return arcs of parabolas from 0 to 1 and back to 0, one per period: stripes, ribs."""
    phase = at / period
    phase = phase - np.floor(phase)
    return np.asarray(4 * phase * (1 - phase))


def lowest(*distances: Floats) -> Floats:
    """Return the distance from the nearest of several edges."""
    least, *others = distances
    for other in others:
        least = np.minimum(least, other)
    return least


def developed(light: Floats) -> Images:
    """Return brightness from 0 to 1 as grey levels from 0 to 255."""
    return np.asarray(np.clip(light, 0, 1) * 255 + 0.5, np.uint8)
