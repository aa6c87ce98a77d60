"""Images turned and rescaled by scikit-image."""

import numpy as np
from numpy.typing import NDArray

from reportgen.spec import Images


def rotated(images: Images, degrees: float) -> Images:
    """Turn images counter-clockwise about their centre, bilinearly; what comes in at the corners is black."""
    from skimage.transform import rotate

    return _as_images(rotate(images.transpose(1, 2, 0), degrees, order=1, preserve_range=True))


def rescaled(images: Images, factor: float) -> Images:
    """Enlarge or shrink what images show, about their centre, bilinearly; their size stays, the margin is black."""
    from skimage.transform import AffineTransform, warp

    height, width = images.shape[1:]
    centre = np.array([width - 1, height - 1]) / 2
    read_at = AffineTransform(scale=1 / factor, translation=centre * (1 - 1 / factor))
    return _as_images(warp(images.transpose(1, 2, 0), read_at, order=1, preserve_range=True))


def _as_images(stack: NDArray[np.float64]) -> Images:
    return np.ascontiguousarray(np.rint(stack).astype(np.uint8).transpose(2, 0, 1))
