"""What an evaluation does to images before its networks read them; a gradient step needs the networks themselves."""

import numpy as np

from reportgen.noise import noisy
from reportgen.spec import Floats, SaltAndPepper, Shift


def changed(images: Floats, change: Shift | SaltAndPepper) -> Floats:
    """Return changed images, float32 (n, height, width) from 0 to 1."""
    return noisy(images, change) if isinstance(change, SaltAndPepper) else shifted(images, change)


def shifted(images: Floats, shift: Shift) -> Floats:
    """Return images moved down and to the right, or up and to the left where negative; what comes in is black."""
    height, width = images.shape[1:]
    moved = np.zeros_like(images)
    to_rows, from_rows = _overlap(shift.down, height)
    to_columns, from_columns = _overlap(shift.right, width)
    moved[:, to_rows, to_columns] = images[:, from_rows, from_columns]
    return moved


def _overlap(move: int, length: int) -> tuple[slice, slice]:
    """Return where values arrive along an axis, and where they come from."""
    kept = max(0, length - abs(move))
    start, other = (length - kept, 0) if move > 0 else (0, length - kept)
    return slice(start, start + kept), slice(other, other + kept)
