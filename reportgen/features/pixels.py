"""Pixels as networks read them."""

from math import prod

import numpy as np
from numpy.typing import NDArray

from reportgen.spec import Floats, Images, Pixels


def extract(features: Pixels, images: Images) -> Floats:
    """Return the pixels of images, (n, height, width)."""
    del features
    return scaled(images)


def size(features: Pixels, image_shape: tuple[int, ...]) -> int:
    """Return how many pixels an image has."""
    del features
    return prod(image_shape)


def scaled(images: NDArray[np.uint8]) -> Floats:
    """Return values from 0 to 255 as float32 from 0 to 1."""
    return images.astype(np.float32) / np.float32(255)
