"""Salt-and-pepper noise on images: the same images and the same levels give the same noise.

A pixel is replaced where a number drawn for it, uniform in [0, 1), is below the level: by black below half the level,
else by white. The numbers depend on the images alone, so that a pixel that is replaced at one level is replaced at
every higher one, and levels are compared on the same draws.
"""

import zlib

import numpy as np

from reportgen.spec import Floats, SaltAndPepper

_CHUNK = 10_000  # images whose numbers are drawn at a time


def noisy(images: Floats, noise: SaltAndPepper) -> Floats:
    """Return noisy images.

    Args:
        images: float32 from 0 to 1, (n, ...).
        noise: one level for all, or several of which each image has one.
    """
    random = np.random.RandomState(zlib.crc32(np.ascontiguousarray(images).data))  # a stream that never changes
    levels = np.asarray(noise.levels)[random.randint(len(noise.levels), size=len(images))]
    levels = levels.reshape(-1, *(1 for _ in images.shape[1:]))
    changed = np.array(images, np.float32)
    for start in range(0, len(images), _CHUNK):
        part, level = changed[start : start + _CHUNK], levels[start : start + _CHUNK]
        drawn = random.random_sample(part.shape)
        part[drawn < level] = 1
        part[drawn < level / 2] = 0
    return changed
