"""Pixels as networks read them."""

import numpy as np
from numpy.typing import NDArray

from reportgen.spec import Floats


def scaled(images: NDArray[np.uint8]) -> Floats:
    """Return values from 0 to 255 as float32 from 0 to 1."""
    return images.astype(np.float32) / np.float32(255)
