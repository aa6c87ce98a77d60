"""What can be said of an image under salt-and-pepper noise without a network: the references of a denoiser.

All losses are binary cross-entropies, means over the pixels, one per test image. With the target t and the estimate q,
a pixel costs c(t, q) = -t ln q - (1 - t) ln(1 - q). No estimate costs less than the target itself, c(t, t) = H(t): the
floor. The rest, c(t, q) - H(t), is the Kullback-Leibler divergence of q from t.

Three estimates are set beside a network's. The *mean image* of the training set looks at nothing. The best estimate
*pixel by pixel* knows the noise level p and looks at each pixel alone. Noise makes 0 or 1 of a pixel: whatever lies
between is untouched, and is the answer. A 0 is the pixel's own with the weight (1 - p) P(t = 0), and noise with p / 2:

    q = (p / 2) E[t] / ((1 - p) P(t = 0) + p / 2)

and a 1 likewise, with (1 - p) P(t = 1) in numerator and denominator; P and E are those of the pixel's place, over the
training images. It is the conditional mean, which minimises the expected cost. *Doing nothing* gives the noisy image
back. The losses of the last two are expected values over the noise: of 0, of 1, of no replacement, in closed form.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from reportgen.protocol import split
from reportgen.spec import Dataset, Images, Protocol

Array = NDArray[np.float64]
_BOUND = 1e-7
"""Where Keras cuts probabilities off before the logarithm, at either end."""
DEAREST = float(-np.log(_BOUND))
"""What a pixel costs at most: one that is wrong with certainty."""


@dataclass(frozen=True, eq=False)
class References:
    """Losses per test image, float64 (n,), and the pixels of which the images are made.

    Attributes:
        mean_image: the mean training image, uint8-scaled float64 (height, width) from 0 to 255.
        black: share of the pixels of the test images that are 0.
        white: share that are 255.
        floor: the cost of the images themselves.
        mean: the cost of the mean training image.
        pixelwise: that of the best estimate pixel by pixel, (levels, n).
        nothing: that of the noisy image itself, (levels, n).
    """

    mean_image: Array
    black: float
    white: float
    floor: Array
    mean: Array
    pixelwise: Array
    nothing: Array

    def changed(self, level: float) -> float:
        """Return the expected share of pixels that noise of a level changes: a black pixel may become black."""
        return level / 2 * (1 - self.black) + level / 2 * (1 - self.white)


@lru_cache(maxsize=2)  # no seed changes it, and both answers and figures need it
def references(dataset: Dataset, protocol: Protocol, levels: tuple[float, ...]) -> References:
    """Return what estimates without a network cost on the test images, at each noise level."""
    train = dataset.x_train if protocol == "course" else dataset.x_train[split(dataset, protocol)[0]]
    test = dataset.x_test.reshape(len(dataset.x_test), -1)
    mean_image = train.mean(axis=0)
    mean = mean_image.ravel() / 255
    floor = entropies()[test].mean(axis=1)
    targets = _Targets(test, floor)
    certain = np.stack([np.zeros_like(mean), np.ones_like(mean)])
    shares = tuple((train == value).mean(axis=0).ravel() for value in (0, 255))
    return References(
        mean_image,
        float((test == 0).mean()),
        float((test == 255).mean()),
        floor,
        targets.expected(1.0, np.stack([mean, mean])),
        np.stack([targets.expected(level, guesses(level, mean, *shares)) for level in levels]),
        np.stack([targets.expected(level, certain) for level in levels]),
    )


def entropies() -> Array:
    """Return H(t) = -t ln t - (1 - t) ln(1 - t) of the 256 grey values, in nats."""
    t = np.arange(256) / 255
    inside = t[1:-1]
    return np.concatenate([[0.0], -inside * np.log(inside) - (1 - inside) * np.log1p(-inside), [0.0]])


def guesses(level: float, mean: Array, black: Array, white: Array) -> Array:
    """Return the best estimates where a 0 and where a 1 is read, (2, pixels).

    Args:
        level: of the noise.
        mean: of each pixel, from 0 to 1.
        black: how often it is 0.
        white: how often it is 1.
    """
    noise = level / 2
    read = (1 - level) * np.stack([black, white]) + noise
    own = np.stack([np.zeros_like(white), (1 - level) * white]) + noise * mean
    never = np.stack([np.zeros_like(mean), np.ones_like(mean)])  # what no training image shows is taken as it is
    return np.where(read > 0, own / np.where(read > 0, read, 1), never)


class _Targets:
    """The pixels of test images, sorted by what noise can make of them."""

    def __init__(self, test: Images, floor: Array) -> None:
        self._values = test / np.float32(255)
        self._black, self._white = (test == 0).astype(np.float32), (test == 255).astype(np.float32)
        self._floor = floor

    def expected(self, level: float, given: Array) -> Array:
        """Return the expected cost per image if `given` (2, pixels) is answered to a 0 and to a 1, and t to any t."""
        q = np.clip(given, _BOUND, 1 - _BOUND)
        as_white, as_black = (-np.log(side).astype(np.float32) for side in (q, 1 - q))  # what t = 1 and t = 0 cost
        untouched = self._black @ as_black[0] + self._white @ as_white[1]
        salted = as_black.sum(axis=1).sum() + self._values @ (as_white - as_black).sum(axis=0)
        pixels = self._values.shape[1]
        cost = (1 - level) * (untouched / pixels + self._floor) + level / 2 * salted / pixels
        return np.asarray(cost, np.float64)
