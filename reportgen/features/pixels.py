"""Pixels as networks read them."""

from math import prod

import numpy as np
from numpy.typing import NDArray

from reportgen.errors import ModelError
from reportgen.spec import Floats, Images, Pixels


def extract(features: Pixels, images: Images, training: Images | None = None) -> Floats:
    """Return the pixels of images, (n, height, width).

    Raises:
        ModelError: standardised pixels without the training images.
    """
    if features.scaling == "unit":
        return scaled(images)
    if features.scaling == "raw":
        return images.astype(np.float32)
    if training is None:
        raise ModelError("standardised pixels: expected the training images, received none")
    mean, deviation = moments(training)
    return (images.astype(np.float32) - np.float32(mean)) / np.float32(deviation)


def moments(images: Images) -> tuple[float, float]:
    """Return the mean and the standard deviation of all pixels of images, exactly: by how often each value occurs."""
    counts = np.bincount(images.reshape(-1), minlength=256).astype(np.float64)
    levels = np.arange(256)
    mean = float(counts @ levels / counts.sum())
    return mean, float(np.sqrt(counts @ (levels - mean) ** 2 / counts.sum()))


def size(features: Pixels, image_shape: tuple[int, ...]) -> int:
    """Return how many pixels an image has."""
    del features
    return prod(image_shape)


def scaled(images: NDArray[np.uint8]) -> Floats:
    """Return values from 0 to 255 as float32 from 0 to 1."""
    return images.astype(np.float32) / np.float32(255)
