"""From one image to another: what a classifier sees on the way, through the codes of an auto-encoder or the pixels."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from reportgen.answers.generation import Generated
from reportgen.features import extract
from reportgen.losses import confidence, predictions
from reportgen.spec import Floats, Pixels

STEPS = 9
"""Images on a way, both ends included."""

Space = Literal["codes", "pixels"]


@dataclass(frozen=True)
class Way:
    """The images between two test images of different classes.

    Attributes:
        first: the class where it begins.
        second: the class where it ends.
        space: what is mixed: the codes, which are then decoded, or the pixels.
        predicted: the class that is predicted at each step.
        probabilities: of these classes.
        least: the lowest of them.
        others: steps at which a third class is predicted.
    """

    first: str
    second: str
    space: Space
    predicted: tuple[str, ...]
    probabilities: tuple[float, ...]
    least: float
    others: int


def ways(found: Generated, first: str, second: str) -> tuple[tuple[Way, Floats], ...]:
    """Go from the first test image of a class to that of another in equal steps, through codes and through pixels.

    Returns:
        Both ways, each with its images (steps, height, width).
    """
    dataset = found.dataset
    ends = np.stack([dataset.x_test[dataset.y_test == dataset.info.classes.index(name)][0] for name in (first, second)])
    along = np.linspace(0, 1, STEPS, dtype=np.float32)[:, None]
    start, stop = found.codec.encode(ends)
    codes = found.codec.decode((1 - along) * start + along * stop)
    black, white = extract(Pixels(), ends)
    pixels = (1 - along[:, :, None]) * black + along[:, :, None] * white
    return tuple((_way(found, first, second, space, images), images) for space, images in _named(codes, pixels))


def _named(codes: Floats, pixels: Floats) -> tuple[tuple[Space, Floats], ...]:
    return ("codes", codes), ("pixels", pixels)


def _way(found: Generated, first: str, second: str, space: Space, images: Floats) -> Way:
    given = found.judge.probabilities(images)
    predicted = tuple(found.dataset.info.classes[k] for k in predictions(given))
    sure = tuple(map(float, confidence(given)))
    others = sum(name not in (first, second) for name in predicted)
    return Way(first, second, space, predicted, sure, min(sure), others)
