"""What a network reads of an image: a kind of features is a module of its name, with `extract` and `size`.

The modules are found by name, so that a change of one kind is no change of the code of another.
"""

from importlib import import_module
from typing import Any

from reportgen.spec import Features, Floats, Images


def extract(features: Features, images: Images, training: Images | None = None) -> Floats:
    """Return what a network reads of some images.

    Args:
        features: pixels, or HOG with its settings.
        images: uint8 (n, height, width).
        training: the training images, for what is fitted to them: standardised pixels.

    Returns:
        Pixels: (n, height, width). HOG: (n, cells down * cells across * orientations), in that order.

    Raises:
        ModelError: the images have no whole cell, or training images are needed and not given.
    """
    found: Floats = _kind(features).extract(features, images, training)
    return found


def size(features: Features, image_shape: tuple[int, ...]) -> int:
    """Return how many numbers a network reads of an image of this height and width.

    Raises:
        ModelError: HOG without orientations, or with cells that are empty or larger than the image.
    """
    numbers: int = _kind(features).size(features, image_shape)
    return numbers


def _kind(features: Features) -> Any:
    return import_module(f"reportgen.features.{features.kind}")
