"""What histograms of oriented gradients look like, drawn by scikit-image."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from reportgen.features.hog import histograms, size
from reportgen.features.pixels import scaled
from reportgen.spec import Floats, Hog

SCALE = 8
"""How many times larger than its image a picture is."""


def enlarged(image: NDArray[np.uint8], scale: int = SCALE) -> NDArray[np.uint8]:
    """Return an image (height, width) as large as the pictures of its histograms, and as smooth as they see it."""
    return np.asarray(np.rint(_enlarged(image, scale) * 255), np.uint8)


def picture(features: Hog, image: NDArray[np.uint8], scale: int = SCALE) -> NDArray[np.uint8]:
    """Draw the histograms of an image as scikit-image does: in each cell one stroke an orientation, along the edge.

    A stroke is as bright as the gradients of its orientation are strong, before the norm. Image and cells are enlarged
    first, because a stroke is as long as a cell: three pixels of a digit. Bilinearly, because splines overshoot beside
    an edge and would show gradients that the image does not have.

    Args:
        features: orientations and pixels per cell.
        image: uint8 (height, width).
        scale: how many times larger the picture is than the image.

    Returns:
        uint8 (scale * height, scale * width), the strongest stroke 255; where strokes cross, they add up to no more.

    Raises:
        ModelError: the image has no whole cell.
    """
    from skimage.feature import hog
    from skimage.morphology import dilation

    size(features, image.shape)
    large = _enlarged(image, scale)
    wide = replace(features, pixels_per_cell=scale * features.pixels_per_cell)
    _, strokes = hog(large, wide.orientations, (wide.pixels_per_cell,) * 2, (1, 1), visualize=True)
    strongest = histograms(wide, large[None]).max() or 1
    thick = dilation(strokes, np.ones((3, 3)))  # a line of one pixel does not survive printing
    return np.asarray(np.rint(np.minimum(thick / strongest, 1) * 255), np.uint8)


def _enlarged(image: NDArray[np.uint8], scale: int) -> Floats:
    from skimage.transform import resize

    return np.asarray(resize(scaled(image), [scale * side for side in image.shape], order=1))
